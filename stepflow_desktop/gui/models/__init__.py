"""Rows in, cells out: what the views of the window show, without a widget.

A *filter* is what the user typed and which chips are down; a *group* is a heading such as ``Today``. The item
models take *updates* from the bridge and change only the rows they concern, so that selection and scroll position
stay. The words of a row (*second line*, *right texts*, *sentence*) are plain functions of the values.
"""
