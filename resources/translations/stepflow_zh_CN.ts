<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutBox</name>
    <message>
        <source>About StepFlow</source>
        <translation>关于 StepFlow</translation>
    </message>
    <message>
        <source>Runs any command and shows its steps, progress, live log and files.</source>
        <translation>运行任何命令，并显示其步骤、进度、实时日志和文件。</translation>
    </message>
</context>
<context>
    <name>ArtifactsCard</name>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Open the folder of these files</source>
        <translation>打开这些文件所在的文件夹</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>No artifacts yet</source>
        <translation>还没有产物</translation>
    </message>
    <message>
        <source>Print ARTIFACT:path:description, or drop files here.</source>
        <translation>打印 ARTIFACT:路径:说明，或将文件拖到此处。</translation>
    </message>
    <message>
        <source>Drop files to attach</source>
        <translation>拖入文件以添加</translation>
    </message>
</context>
<context>
    <name>ArtifactsView</name>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DetailsTab</name>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>复制为 curl</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Start a new execution</source>
        <translation>启动新的执行</translation>
    </message>
    <message>
        <source>{name} becomes the working folder</source>
        <translation>{name} 将作为工作文件夹</translation>
    </message>
    <message>
        <source>{name}, {size}, opens the form filled in</source>
        <translation>{name}，{size}，打开已填好的表单</translation>
    </message>
</context>
<context>
    <name>EndToasts</name>
    <message>
        <source>{n} executions ended</source>
        <translation>{n} 个执行已结束</translation>
    </message>
    <message>
        <source>{title}, {failed} failed</source>
        <translation>{title}，{failed} 个失败</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show error</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
</context>
<context>
    <name>EngineBridge</name>
    <message>
        <source>Something went wrong: {name}</source>
        <translation>出现问题：{name}</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message>
        <source>Templates and past commands</source>
        <translation>模板和以往的命令</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Go to first error</source>
        <translation>转到第一个错误</translation>
    </message>
    <message>
        <source>Go to first error (F8)</source>
        <translation>转到第一个错误 (F8)</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>ExecutionActions</name>
    <message>
        <source>It was not stopped</source>
        <translation>未能停止</translation>
    </message>
    <message>
        <source>It was not started</source>
        <translation>未能启动</translation>
    </message>
    <message>
        <source>It could not be run again</source>
        <translation>无法再次运行</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>命令已复制</translation>
    </message>
    <message>
        <source>This folder does not exist any more</source>
        <translation>此文件夹已不存在</translation>
    </message>
    <message>
        <source>It was not deleted</source>
        <translation>未能删除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”？</translation>
    </message>
    <message>
        <source>It could not be brought back</source>
        <translation>无法恢复</translation>
    </message>
    <message>
        <source>The trash was emptied.</source>
        <translation>回收站已清空。</translation>
    </message>
</context>
<context>
    <name>ExecutionEdit</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags, separated by blanks or commas</source>
        <translation>标签，以空格或逗号分隔</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>It was not changed</source>
        <translation>未能更改</translation>
    </message>
</context>
<context>
    <name>ExecutionFiles</name>
    <message>
        <source>Open “{name}”?</source>
        <translation>打开“{name}”？</translation>
    </message>
    <message>
        <source>It is a program or script. Opening it may run it.</source>
        <translation>这是程序或脚本，打开它可能会运行它。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>No program could open this file</source>
        <translation>没有程序可以打开此文件</translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>路径已复制</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”？</translation>
    </message>
    <message>
        <source>This deletes StepFlow&apos;s copy ({size}). The original file stays where it is.</source>
        <translation>这将删除 StepFlow 的副本（{size}）。原文件保持不动。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>It was not deleted</source>
        <translation>未能删除</translation>
    </message>
    <message>
        <source>The file was moved or deleted</source>
        <translation>文件已被移动或删除</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Only files can be attached</source>
        <translation>只能添加文件</translation>
    </message>
    <message>
        <source>The file was not attached</source>
        <translation>文件未能添加</translation>
    </message>
    <message>
        <source>There is no log yet</source>
        <translation>还没有日志</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>未能保存</translation>
    </message>
</context>
<context>
    <name>ExecutionForm</name>
    <message>
        <source>No limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>Run in a terminal (PTY)</source>
        <translation>在终端 (PTY) 中运行</translation>
    </message>
    <message>
        <source>Use the system shell</source>
        <translation>使用系统 shell</translation>
    </message>
    <message>
        <source>Choose the working folder</source>
        <translation>选择工作文件夹</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Ctrl+Enter starts</source>
        <translation>按 Ctrl+Enter 启动</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>工作文件夹</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Keeps colours and progress bars</source>
        <translation>保留颜色和进度条</translation>
    </message>
    <message>
        <source>Needed for pipes, globs and &amp;&amp;</source>
        <translation>管道、通配符和 &amp;&amp; 需要它</translation>
    </message>
    <message>
        <source>Stops the run and marks it failed</source>
        <translation>停止运行并标记为失败</translation>
    </message>
</context>
<context>
    <name>ExecutionHead</name>
    <message>
        <source>Show the list</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Edit and run…</source>
        <translation>编辑并运行…</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Open working folder</source>
        <translation>打开工作文件夹</translation>
    </message>
    <message>
        <source>Stopping, kill in {seconds} s</source>
        <translation>正在停止，{seconds} 秒后强制结束</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>强制结束</translation>
    </message>
    <message>
        <source>no exit code</source>
        <translation>无退出码</translation>
    </message>
    <message>
        <source>from {origin}</source>
        <translation>来自 {origin}</translation>
    </message>
</context>
<context>
    <name>ExecutionPane</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Steps and log</source>
        <translation>步骤和日志</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ExecutionRows</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
</context>
<context>
    <name>ExecutionVerbs</name>
    <message>
        <source>Copied as JSON</source>
        <translation>已复制为 JSON</translation>
    </message>
    <message>
        <source>Copied as curl</source>
        <translation>已复制为 curl</translation>
    </message>
    <message>
        <source>Report copied</source>
        <translation>报告已复制</translation>
    </message>
</context>
<context>
    <name>ExecutionsList</name>
    <message>
        <source>Filter executions</source>
        <translation>筛选执行</translation>
    </message>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>New execution</source>
        <translation>新建执行</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No executions yet</source>
        <translation>还没有执行</translation>
    </message>
    <message>
        <source>Run any command and see its steps.</source>
        <translation>运行任何命令并查看其步骤。</translation>
    </message>
    <message>
        <source>No execution with {filter}.</source>
        <translation>没有符合 {filter} 的执行。</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Starts when a slot is free ({busy} of {slots} busy)</source>
        <translation>有空位时启动（{slots} 个中 {busy} 个忙碌）</translation>
    </message>
</context>
<context>
    <name>ExecutionsPage</name>
    <message>
        <source>No execution chosen</source>
        <translation>未选择执行</translation>
    </message>
    <message>
        <source>Choose one in the list, or start a new one.</source>
        <translation>在列表中选择一个，或启动新的执行。</translation>
    </message>
    <message>
        <source>New execution…</source>
        <translation>新建执行…</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Deleted “{name}”</source>
        <translation>已删除“{name}”</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Matches: {0}</source>
        <translation>匹配：{0}</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Run something and watch each step</source>
        <translation>运行命令，看清每一步</translation>
    </message>
    <message>
        <source>Any script or program works as it is. Add one-line markers to see steps, progress and files.</source>
        <translation>任何脚本或程序都可直接运行。加上单行标记即可看到步骤、进度和文件。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试试演示</translation>
    </message>
    <message>
        <source>A safe 40-second pipeline with steps, a warning, a plot, a table and a report.</source>
        <translation>一个安全的 40 秒流程，含步骤、警告、图表、表格和报告。</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>运行命令</translation>
    </message>
    <message>
        <source>Type a command, choose the folder and start. Output appears live.</source>
        <translation>输入命令，选择文件夹，然后启动。输出会实时显示。</translation>
    </message>
    <message>
        <source>New execution…</source>
        <translation>新建执行…</translation>
    </message>
    <message>
        <source>Drop a script</source>
        <translation>拖入脚本</translation>
    </message>
    <message>
        <source>Drag a .py, .sh, .R or .js file, or a folder, anywhere onto this window.</source>
        <translation>将 .py、.sh、.R 或 .js 文件或文件夹拖到此窗口的任意位置。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Print these from any language. Without markers the whole run is one step.</source>
        <translation>可用任何语言打印这些标记。没有标记时，整个运行就是一个步骤。</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>复制代码片段</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Save as template</source>
        <translation>存为模板</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Start (Ctrl+Enter); with Shift the form stays open</source>
        <translation>启动 (Ctrl+Enter)；按住 Shift 则表单保持打开</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Enter a command to start</source>
        <translation>输入命令以启动</translation>
    </message>
</context>
<context>
    <name>FormHints</name>
    <message>
        <source>Taken from the command</source>
        <translation>取自命令</translation>
    </message>
</context>
<context>
    <name>FramedDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>New execution</source>
        <translation>新建执行</translation>
    </message>
    <message>
        <source>New execution (Ctrl+N)</source>
        <translation>新建执行 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>标记</translation>
    </message>
</context>
<context>
    <name>LogBar</name>
    <message>
        <source>All steps</source>
        <translation>所有步骤</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Steps shown</source>
        <translation>显示的步骤</translation>
    </message>
    <message>
        <source>Lowest level shown</source>
        <translation>显示的最低级别</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>转到行…</translation>
    </message>
    <message>
        <source>Fold all steps</source>
        <translation>折叠所有步骤</translation>
    </message>
    <message>
        <source>Unfold all steps</source>
        <translation>展开所有步骤</translation>
    </message>
    <message>
        <source>Clock time</source>
        <translation>时钟时间</translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation>自开始起</translation>
    </message>
    <message>
        <source>Since the start of the step</source>
        <translation>自步骤开始起</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
</context>
<context>
    <name>LogCanvas</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>LogFooter</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Ended {0}</source>
        <translation>已于 {0} 结束</translation>
    </message>
</context>
<context>
    <name>LogFrame</name>
    <message>
        <source>No output</source>
        <translation>无输出</translation>
    </message>
    <message>
        <source>No log</source>
        <translation>无日志</translation>
    </message>
    <message>
        <source>No lines of this kind</source>
        <translation>没有此类行</translation>
    </message>
    <message>
        <source>Another level or step has some.</source>
        <translation>其他级别或步骤中有内容。</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>尚未启动</translation>
    </message>
    <message>
        <source>No output yet</source>
        <translation>还没有输出</translation>
    </message>
    <message>
        <source>Buffered output? Try running it in a terminal (PTY).</source>
        <translation>输出被缓冲了？试试在终端 (PTY) 中运行。</translation>
    </message>
    <message>
        <source>No output yet, {0} so far</source>
        <translation>还没有输出，已过 {0}</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Go to line</source>
        <translation>转到行</translation>
    </message>
    <message>
        <source>Line number</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Text with colours (*.ansi)</source>
        <translation>带颜色的文本 (*.ansi)</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Error, guessed from the text</source>
        <translation>错误（根据文字推测）</translation>
    </message>
    <message>
        <source>Warning, guessed</source>
        <translation>警告（推测）</translation>
    </message>
    <message>
        <source>Jump to end</source>
        <translation>跳到末尾</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Run a script</source>
        <translation>运行脚本</translation>
    </message>
    <message>
        <source>{name} listens on {address}</source>
        <translation>{name} 正在监听 {address}</translation>
    </message>
    <message>
        <source>Until StepFlow is closed.</source>
        <translation>直到 StepFlow 关闭。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Run “{text}”</source>
        <translation>运行“{text}”</translation>
    </message>
    <message>
        <source>Diagnostics copied</source>
        <translation>诊断信息已复制</translation>
    </message>
</context>
<context>
    <name>NewExecutionDialog</name>
    <message>
        <source>New execution</source>
        <translation>新建执行</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>Undo filling in</source>
        <translation>撤销填写</translation>
    </message>
    <message>
        <source>Saved as a template</source>
        <translation>已存为模板</translation>
    </message>
    <message>
        <source>The template could not be written</source>
        <translation>无法写入模板</translation>
    </message>
    <message>
        <source>Template removed</source>
        <translation>模板已移除</translation>
    </message>
    <message>
        <source>The template could not be removed</source>
        <translation>无法移除模板</translation>
    </message>
    <message>
        <source>Nothing can start now</source>
        <translation>目前无法启动</translation>
    </message>
    <message>
        <source>It was not started</source>
        <translation>未能启动</translation>
    </message>
    <message>
        <source>Started {name}</source>
        <translation>已启动 {name}</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Nothing has ended yet</source>
        <translation>还没有结束的执行</translation>
    </message>
</context>
<context>
    <name>OverviewStrip</name>
    <message>
        <source>Overview of the log</source>
        <translation>日志概览</translation>
    </message>
</context>
<context>
    <name>QuitQuestion</name>
    <message>
        <source>1 execution is not finished</source>
        <translation>有 1 个执行尚未完成</translation>
    </message>
    <message>
        <source>{n} executions are not finished</source>
        <translation>有 {n} 个执行尚未完成</translation>
    </message>
    <message>
        <source>They can go on without the window. The next start shows them.</source>
        <translation>没有窗口它们也能继续运行，下次启动时会显示。</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop all and quit</source>
        <translation>全部停止并退出</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Working folder</source>
        <translation>工作文件夹</translation>
    </message>
    <message>
        <source>Import variables</source>
        <translation>导入变量</translation>
    </message>
    <message>
        <source>Environment files (.env* *.env)</source>
        <translation>环境文件 (.env* *.env)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>Step {0}</source>
        <translation>步骤 {0}</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search runs or run a command</source>
        <translation>搜索执行或运行命令</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>no address yet</source>
        <translation>还没有地址</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>ServerLine</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>ServerPage</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
</context>
<context>
    <name>ServerWords</name>
    <message>
        <source>{name} does not listen.</source>
        <translation>{name} 未在监听。</translation>
    </message>
    <message>
        <source>The servers are starting.</source>
        <translation>服务器正在启动。</translation>
    </message>
    <message>
        <source> and </source>
        <translation> 和 </translation>
    </message>
    <message>
        <source>Server ready on {places}, this computer only.</source>
        <translation>服务器已就绪：{places}，仅限本机。</translation>
    </message>
    <message>
        <source>Server ready on {places}, open to the network.</source>
        <translation>服务器已就绪：{places}，对网络开放。</translation>
    </message>
</context>
<context>
    <name>ShellUse</name>
    <message>
        <source>a pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>a semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>a redirection</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>a variable set in front</source>
        <translation>前置的变量赋值</translation>
    </message>
    <message>
        <source>a variable or command in $</source>
        <translation>$ 中的变量或命令</translation>
    </message>
    <message>
        <source>a pattern such as *</source>
        <translation>* 之类的通配符</translation>
    </message>
    <message>
        <source>~ for the home folder</source>
        <translation>表示主文件夹的 ~</translation>
    </message>
</context>
<context>
    <name>SourcesPane</name>
    <message>
        <source>Demo: data pipeline</source>
        <translation>演示：数据流程</translation>
    </message>
    <message>
        <source>Built in, takes about 40 s</source>
        <translation>内置，约需 40 秒</translation>
    </message>
    <message>
        <source>Demo that fails</source>
        <translation>会失败的演示</translation>
    </message>
    <message>
        <source>Built in, ends with an error</source>
        <translation>内置，以错误结束</translation>
    </message>
    <message>
        <source>Search past commands</source>
        <translation>搜索以往的命令</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Remove template</source>
        <translation>移除模板</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed, allowed to</source>
        <translation>失败（允许）</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Show what runs</source>
        <translation>显示运行中的执行</translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation>显示等待中的执行</translation>
    </message>
    <message>
        <source>Show what failed</source>
        <translation>显示失败的执行</translation>
    </message>
    <message>
        <source>Processor load of this computer</source>
        <translation>本机处理器负载</translation>
    </message>
    <message>
        <source>Memory in use on this computer</source>
        <translation>本机内存用量</translation>
    </message>
    <message>
        <source>Free where executions are kept</source>
        <translation>存放执行的磁盘的可用空间</translation>
    </message>
    <message>
        <source>{n} running</source>
        <translation>{n} 个运行中</translation>
    </message>
    <message>
        <source>{n} queued</source>
        <translation>{n} 个排队中</translation>
    </message>
    <message>
        <source>{n} failed today</source>
        <translation>今天 {n} 个失败</translation>
    </message>
    <message>
        <source>Nothing running</source>
        <translation>没有运行中的执行</translation>
    </message>
    <message>
        <source>no clients</source>
        <translation>无客户端</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>可用 {size}</translation>
    </message>
</context>
<context>
    <name>StatusChips</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>StepsCard</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Keep the running step selected</source>
        <translation>始终选中运行中的步骤</translation>
    </message>
</context>
<context>
    <name>StepsView</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Remove tag {tag}</source>
        <translation>移除标签 {tag}</translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>TaskOffers</name>
    <message>
        <source>This folder offers</source>
        <translation>此文件夹提供</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 个</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a working folder</source>
        <translation>请选择工作文件夹</translation>
    </message>
    <message>
        <source>Start the folder with / or ~</source>
        <translation>文件夹须以 / 或 ~ 开头</translation>
    </message>
    <message>
        <source>You may not read this folder</source>
        <translation>您无权读取此文件夹</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>这是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Create it</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>此文件夹不存在。</translation>
    </message>
    <message>
        <source>The storage folder cannot be read: {reason}</source>
        <translation>无法读取存储文件夹：{reason}</translation>
    </message>
    <message>
        <source>The storage folder {storage} is read-only, so nothing can be recorded</source>
        <translation>存储文件夹 {storage} 为只读，无法记录任何内容</translation>
    </message>
    <message>
        <source>Only {free} are free on the disk of {storage}. Free some space to start executions</source>
        <translation>{storage} 所在磁盘仅剩 {free}。请腾出空间后再启动执行</translation>
    </message>
    <message>
        <source>{program} is a folder, not a program</source>
        <translation>{program} 是文件夹，不是程序</translation>
    </message>
    <message>
        <source>Run with {name}</source>
        <translation>用 {name} 运行</translation>
    </message>
    <message>
        <source>Make executable</source>
        <translation>设为可执行</translation>
    </message>
    <message>
        <source>{program} is not executable.</source>
        <translation>{program} 不可执行。</translation>
    </message>
    <message>
        <source>{program} was not found.</source>
        <translation>未找到 {program}。</translation>
    </message>
    <message>
        <source>Did you mean {better}?</source>
        <translation>您是指 {better} 吗？</translation>
    </message>
    <message>
        <source>Use {better}</source>
        <translation>使用 {better}</translation>
    </message>
    <message>
        <source>Enter a command, for example python train.py</source>
        <translation>请输入命令，例如 python train.py</translation>
    </message>
    <message>
        <source>A command cannot contain NUL characters</source>
        <translation>命令不能包含 NUL 字符</translation>
    </message>
    <message>
        <source>Shorten the command to {limit} KiB</source>
        <translation>请将命令缩短到 {limit} KiB 以内</translation>
    </message>
    <message>
        <source>A quote opened at position {position} is not closed</source>
        <translation>位置 {position} 处的引号没有闭合</translation>
    </message>
    <message>
        <source>The backslash at the end has nothing to escape</source>
        <translation>末尾的反斜杠没有可转义的内容</translation>
    </message>
    <message>
        <source>Turn on the system shell</source>
        <translation>启用系统 shell</translation>
    </message>
    <message>
        <source>This uses {words}.</source>
        <translation>这里用到了{words}。</translation>
    </message>
    <message>
        <source>Shorten the name to {limit} characters</source>
        <translation>请将名称缩短到 {limit} 个字符以内</translation>
    </message>
    <message>
        <source>Tags use letters, digits, -, _, ., up to {limit}</source>
        <translation>标签只能使用字母、数字、-、_、.，最多 {limit} 个字符</translation>
    </message>
    <message>
        <source>Use at most {limit} tags</source>
        <translation>最多使用 {limit} 个标签</translation>
    </message>
    <message>
        <source>Use at most {limit} variables</source>
        <translation>最多使用 {limit} 个变量</translation>
    </message>
    <message>
        <source>Name this variable</source>
        <translation>请为此变量命名</translation>
    </message>
    <message>
        <source>A variable name cannot start with a digit. Try {better}.</source>
        <translation>变量名不能以数字开头。试试 {better}。</translation>
    </message>
    <message>
        <source>A variable name cannot contain blanks or =</source>
        <translation>变量名不能包含空格或 =</translation>
    </message>
    <message>
        <source>The value of {name} contains NUL</source>
        <translation>{name} 的值包含 NUL</translation>
    </message>
    <message>
        <source>{name} is set twice</source>
        <translation>{name} 设置了两次</translation>
    </message>
    <message>
        <source>Use a number with s, m or h, for example 45m or 1h30m</source>
        <translation>请使用带 s、m 或 h 的数字，例如 45m 或 1h30m</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>Show the value</source>
        <translation>显示值</translation>
    </message>
    <message>
        <source>Hide the value</source>
        <translation>隐藏值</translation>
    </message>
</context>
<context>
    <name>VariableRow</name>
    <message>
        <source>Variable name</source>
        <translation>变量名</translation>
    </message>
    <message>
        <source>Remove this variable</source>
        <translation>移除此变量</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>{name} 的值</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>VariablesField</name>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Import .env</source>
        <translation>导入 .env</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>WindowFrame</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>{n} step</source>
        <translation>{n} 个步骤</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} 个步骤</translation>
    </message>
    <message>
        <source>{n} line</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} new line</source>
        <translation>{n} 个新行</translation>
    </message>
    <message>
        <source>{n} new lines</source>
        <translation>{n} 个新行</translation>
    </message>
    <message>
        <source>{n} artifact</source>
        <translation>{n} 个产物</translation>
    </message>
    <message>
        <source>{n} artifacts</source>
        <translation>{n} 个产物</translation>
    </message>
    <message>
        <source>{n} warning</source>
        <translation>{n} 个警告</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>{n} 个警告</translation>
    </message>
    <message>
        <source>{n} error</source>
        <translation>{n} 个错误</translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation>{n} 个错误</translation>
    </message>
    <message>
        <source>{n} file</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>{n} client</source>
        <translation>{n} 个客户端</translation>
    </message>
    <message>
        <source>{n} clients</source>
        <translation>{n} 个客户端</translation>
    </message>
    <message>
        <source>{n} execution</source>
        <translation>{n} 个执行</translation>
    </message>
    <message>
        <source>{n} executions</source>
        <translation>{n} 个执行</translation>
    </message>
    <message>
        <source>{n} other</source>
        <translation>其他 {n} 个</translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation>其他 {n} 个</translation>
    </message>
    <message>
        <source>{n} run</source>
        <translation>{n} 次运行</translation>
    </message>
    <message>
        <source>{n} runs</source>
        <translation>{n} 次运行</translation>
    </message>
    <message>
        <source>{n} row</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} page</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>{n} match</source>
        <translation>{n} 个匹配</translation>
    </message>
    <message>
        <source>{n} matches</source>
        <translation>{n} 个匹配</translation>
    </message>
    <message>
        <source>{n} second</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} hour</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} 个新的</translation>
    </message>
    <message>
        <source>{n} expected step</source>
        <translation>{n} 个预计步骤</translation>
    </message>
    <message>
        <source>{n} expected steps</source>
        <translation>{n} 个预计步骤</translation>
    </message>
    <message>
        <source>{n} problem to fix</source>
        <translation>{n} 个问题待解决</translation>
    </message>
    <message>
        <source>{n} problems to fix</source>
        <translation>{n} 个问题待解决</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes}m {seconds}s</source>
        <translation>{minutes}分 {seconds}秒</translation>
    </message>
    <message>
        <source>{hours}h {minutes}m</source>
        <translation>{hours}小时 {minutes}分</translation>
    </message>
    <message>
        <source>{days}d {hours}h</source>
        <translation>{days}天 {hours}小时</translation>
    </message>
    <message>
        <source>less than 2 min left</source>
        <translation>剩余不到 2 分钟</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>约剩 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {hours} h left</source>
        <translation>约剩 {hours} 小时</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min left</source>
        <translation>约剩 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{month}{day}日</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{year}年{month}{day}日</translation>
    </message>
</context>
<context>
    <name>area</name>
    <message>
        <source>Executions run normally. Remote clients cannot connect until this is solved.</source>
        <translation>执行照常运行。问题解决之前远程客户端无法连接。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use {port}</source>
        <translation>使用 {port}</translation>
    </message>
    <message>
        <source>{name} does not listen</source>
        <translation>{name} 未在监听</translation>
    </message>
    <message>
        <source>No execution starts below 100 MB. Running ones go on and nothing is trimmed.</source>
        <translation>低于 100 MB 时不会启动执行。运行中的继续，不会删减任何内容。</translation>
    </message>
    <message>
        <source>Disk full: {size} left</source>
        <translation>磁盘已满：剩余 {size}</translation>
    </message>
    <message>
        <source>Uploads and copies of artifacts are refused when they do not fit. Below 100 MB no execution starts.</source>
        <translation>放不下的上传和产物副本会被拒绝。低于 100 MB 时不会启动执行。</translation>
    </message>
    <message>
        <source>Disk almost full: {size} left</source>
        <translation>磁盘将满：剩余 {size}</translation>
    </message>
</context>
</TS>
