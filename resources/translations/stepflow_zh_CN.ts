<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Abilities</name>
    <message>
        <source>No execution is shown</source>
        <translation>没有显示任何执行</translation>
    </message>
    <message>
        <source>It has ended</source>
        <translation>已经结束</translation>
    </message>
    <message>
        <source>It does not wait for your word</source>
        <translation>它并不在等待您的确认</translation>
    </message>
    <message>
        <source>It has no errors</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>It has no output</source>
        <translation>没有输出</translation>
    </message>
    <message>
        <source>The executions are not in sight</source>
        <translation>当前未显示执行</translation>
    </message>
    <message>
        <source>Nothing is chosen in the table</source>
        <translation>表格中未选择任何项</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Runs any command and shows its steps, progress, live log and files.</source>
        <translation>运行任何命令，并显示其步骤、进度、实时日志和文件。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>Storage folder</source>
        <translation>存储文件夹</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>构建于</translation>
    </message>
</context>
<context>
    <name>AccessCard</name>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Reachable from the network</source>
        <translation>可从网络访问</translation>
    </message>
    <message>
        <source>Ask for an access token</source>
        <translation>要求访问令牌</translation>
    </message>
    <message>
        <source>Clients may start commands</source>
        <translation>客户端可以启动命令</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>显示令牌</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>复制令牌</translation>
    </message>
    <message>
        <source>Off: this computer only, 127.0.0.1</source>
        <translation>关闭：仅限本机 127.0.0.1</translation>
    </message>
    <message>
        <source>This computer only, 127.0.0.1</source>
        <translation>仅限本机 127.0.0.1</translation>
    </message>
    <message>
        <source>Programs of yours need none</source>
        <translation>您自己的程序不需要</translation>
    </message>
    <message>
        <source>One token, given at the start</source>
        <translation>一个令牌，启动时给定</translation>
    </message>
    <message>
        <source>One token, kept in a file of yours</source>
        <translation>一个令牌，保存在您的文件中</translation>
    </message>
    <message>
        <source>Clients can only read</source>
        <translation>客户端只能读取</translation>
    </message>
    <message>
        <source>Anyone with the token can run programs</source>
        <translation>持有令牌的任何人都可以运行程序</translation>
    </message>
    <message>
        <source>Programs of yours can run programs</source>
        <translation>您的程序可以运行程序</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New execution…</source>
        <translation>新建执行…</translation>
    </message>
    <message>
        <source>Run script…</source>
        <translation>运行脚本…</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>Run the demo that fails</source>
        <translation>运行会失败的演示</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Export executions…</source>
        <translation>导出执行…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Open in new window</source>
        <translation>在新窗口中打开</translation>
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
        <source>Kill</source>
        <translation>强制结束</translation>
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
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Open working folder</source>
        <translation>打开工作文件夹</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Steps and log</source>
        <translation>步骤和日志</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Files of the execution</source>
        <translation>该执行的文件</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>以往运行</translation>
    </message>
    <message>
        <source>Filter executions</source>
        <translation>筛选执行</translation>
    </message>
    <message>
        <source>List pane</source>
        <translation>列表窗格</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Menu of what has the keyboard</source>
        <translation>打开键盘焦点处的菜单</translation>
    </message>
    <message>
        <source>Find in log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>First error</source>
        <translation>第一个错误</translation>
    </message>
    <message>
        <source>Next error</source>
        <translation>下一个错误</translation>
    </message>
    <message>
        <source>Previous error</source>
        <translation>上一个错误</translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation>上一步骤</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步骤</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>转到行…</translation>
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
        <source>Read with a caret</source>
        <translation>用光标阅读</translation>
    </message>
    <message>
        <source>Follow the log</source>
        <translation>跟随日志</translation>
    </message>
    <message>
        <source>Larger log text</source>
        <translation>放大日志文字</translation>
    </message>
    <message>
        <source>Smaller log text</source>
        <translation>缩小日志文字</translation>
    </message>
    <message>
        <source>Usual log text</source>
        <translation>默认日志文字</translation>
    </message>
    <message>
        <source>Pop out log</source>
        <translation>在新窗口中打开日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一窗格</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>系统主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>菜单栏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Search and commands</source>
        <translation>搜索与命令</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较运行</translation>
    </message>
    <message>
        <source>Clean up…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Guide, markers and shortcuts</source>
        <translation>指南、标记与快捷键</translation>
    </message>
    <message>
        <source>About StepFlow</source>
        <translation>关于 StepFlow</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Reset appearance</source>
        <translation>重置外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Status colours</source>
        <translation>状态颜色</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>舒适</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>宽大</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Times in lists</source>
        <translation>列表中的时间</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Start on</source>
        <translation>启动时显示</translation>
    </message>
    <message>
        <source>theme system light dark log accent colour reduce motion spinners animation</source>
        <translation>主题 系统 浅色 深色 日志 强调色 颜色 减少动效 动画 theme system light dark log accent colour reduce motion spinners animation</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Always use a dark log</source>
        <translation>日志始终使用深色</translation>
    </message>
    <message>
        <source>Log stays dark in the light theme</source>
        <translation>浅色主题下日志仍为深色</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动效</translation>
    </message>
    <message>
        <source>No spinners or sliding panels</source>
        <translation>不显示转圈和滑动面板</translation>
    </message>
    <message>
        <source>Accent of the system</source>
        <translation>系统强调色</translation>
    </message>
    <message>
        <source>Buttons and marks in the colour of the desktop</source>
        <translation>按钮和标记使用桌面的颜色</translation>
    </message>
    <message>
        <source>status colours standard blue orange high contrast colour blind</source>
        <translation>状态 颜色 标准 蓝 橙 高对比度 色盲 status colours standard blue orange high contrast colour blind</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Blue and orange</source>
        <translation>蓝与橙</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Every status also has its own shape and word, so colour is never the only sign.</source>
        <translation>每种状态还有各自的形状和文字，颜色绝不是唯一的标识。</translation>
    </message>
    <message>
        <source>text font size interface log family large small</source>
        <translation>文字 字体 大小 界面 日志 text font size interface log family large small</translation>
    </message>
    <message>
        <source>Inter (built in)</source>
        <translation>Inter（内置）</translation>
    </message>
    <message>
        <source>System font</source>
        <translation>系统字体</translation>
    </message>
    <message>
        <source>JetBrains Mono (built in)</source>
        <translation>JetBrains Mono（内置）</translation>
    </message>
    <message>
        <source>{percent} %  ({px} px)</source>
        <translation>{percent} %（{px} px）</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} px</translation>
    </message>
    <message>
        <source>Interface font</source>
        <translation>界面字体</translation>
    </message>
    <message>
        <source>Interface size</source>
        <translation>界面大小</translation>
    </message>
    <message>
        <source>Log font</source>
        <translation>日志字体</translation>
    </message>
    <message>
        <source>Log size</source>
        <translation>日志大小</translation>
    </message>
</context>
<context>
    <name>ArchiveModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>压缩后</translation>
    </message>
</context>
<context>
    <name>ArchivePreview</name>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Extract…</source>
        <translation>解压…</translation>
    </message>
    <message>
        <source>{count} files · {size} unpacked</source>
        <translation>{count} 个文件 · 解压后 {size}</translation>
    </message>
    <message>
        <source>1 file · {size} unpacked</source>
        <translation>1 个文件 · 解压后 {size}</translation>
    </message>
    <message>
        <source>first {shown} of {count} entries</source>
        <translation>共 {count} 个条目中的前 {shown} 个</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Unpacked</source>
        <translation>解压后</translation>
    </message>
    <message>
        <source>This file could not be unpacked</source>
        <translation>无法解压此文件</translation>
    </message>
    <message>
        <source>It has {size} unpacked. Extract the archive to see it.</source>
        <translation>解压后有 {size}。请解压归档后查看。</translation>
    </message>
    <message>
        <source>Too large to open here</source>
        <translation>太大，无法在此打开</translation>
    </message>
    <message>
        <source>Extract into</source>
        <translation>解压到</translation>
    </message>
    <message>
        <source>Extracted {count} files</source>
        <translation>已解压 {count} 个文件</translation>
    </message>
    <message>
        <source>Extracted 1 file</source>
        <translation>已解压 1 个文件</translation>
    </message>
    <message>
        <source>It was not extracted</source>
        <translation>未能解压</translation>
    </message>
</context>
<context>
    <name>ArtifactFilter</name>
    <message>
        <source>Write a time as 7d, 12h or 2026-11-01</source>
        <translation>请将时间写成 7d、12h 或 2026-11-01</translation>
    </message>
    <message>
        <source>No such filter: {name}. Did you mean {hint}?</source>
        <translation>没有此筛选：{name}。您是指 {hint} 吗？</translation>
    </message>
</context>
<context>
    <name>ArtifactKind</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Kept {time}</source>
        <translation>{time} 保存</translation>
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
    <name>ArtifactsPage</name>
    <message>
        <source>Filter: text type:image tag:plot status:failed since:7d</source>
        <translation>筛选：文字 type:image tag:plot status:failed since:7d</translation>
    </message>
    <message>
        <source>As a grid</source>
        <translation>网格显示</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>All artifacts</source>
        <translation>所有产物</translation>
    </message>
    <message>
        <source>Go to this execution</source>
        <translation>转到此执行</translation>
    </message>
    <message>
        <source>The files could not be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Print ARTIFACT:path:description in a script to keep a file.</source>
        <translation>在脚本中打印 ARTIFACT:路径:说明 即可保存文件。</translation>
    </message>
    <message>
        <source>No artifacts yet</source>
        <translation>还没有产物</translation>
    </message>
    <message>
        <source>No file is like that.</source>
        <translation>没有这样的文件。</translation>
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
        <source>The newest {files}, more when you scroll</source>
        <translation>最新的 {files}，滚动可查看更多</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>Its execution</source>
        <translation>所属执行</translation>
    </message>
</context>
<context>
    <name>ArtifactsPlace</name>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ArtifactsTab</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>As a grid</source>
        <translation>网格显示</translation>
    </message>
    <message>
        <source>Save all as…</source>
        <translation>全部另存为…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Filter by name or type</source>
        <translation>按名称或类型筛选</translation>
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
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
</context>
<context>
    <name>Banners</name>
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
        <source>Clean up…</source>
        <translation>清理…</translation>
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
<context>
    <name>BarList</name>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
</context>
<context>
    <name>BulkActions</name>
    <message>
        <source>Run {n} again?</source>
        <translation>再次运行 {n}？</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Started {n}</source>
        <translation>已启动 {n}</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tag for {n}</source>
        <translation>{n}的标签</translation>
    </message>
    <message>
        <source>Tagged {n}</source>
        <translation>已为 {n}添加标签</translation>
    </message>
    <message>
        <source>Save logs into</source>
        <translation>日志保存到</translation>
    </message>
    <message>
        <source>Saved {n}</source>
        <translation>已保存 {n}</translation>
    </message>
    <message>
        <source>Files in the working folders stay.</source>
        <translation>工作文件夹中的文件会保留。</translation>
    </message>
    <message>
        <source>Those that are not finished are stopped first. Files in the working folders stay.</source>
        <translation>尚未完成的会先停止。工作文件夹中的文件会保留。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Deleted {n}</source>
        <translation>已删除 {n}</translation>
    </message>
    <message>
        <source>Deleted “{name}”</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>The trash was emptied.</source>
        <translation>回收站已清空。</translation>
    </message>
    <message>
        <source>Not all could be brought back</source>
        <translation>未能全部恢复</translation>
    </message>
    <message>
        <source>{n} of {all} failed</source>
        <translation>{all} 个中有 {n} 个失败</translation>
    </message>
    <message>
        <source>Delete {executions}, {artifacts}, {size}?</source>
        <translation>删除 {executions}、{artifacts}，共 {size}？</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Add tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Save logs…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Clear the choice</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>已选 {n} 个</translation>
    </message>
    <message>
        <source>Select all {n}</source>
        <translation>选择全部 {n} 个</translation>
    </message>
    <message>
        <source>Choose two to four to compare</source>
        <translation>选择两到四个进行比较</translation>
    </message>
</context>
<context>
    <name>BytesView</name>
    <message>
        <source>First {shown} of {size}</source>
        <translation>{size} 中的前 {shown}</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Show these executions</source>
        <translation>显示这些执行</translation>
    </message>
</context>
<context>
    <name>ChartBox</name>
    <message>
        <source>Chart menu</source>
        <translation>图表菜单</translation>
    </message>
    <message>
        <source>Show chart</source>
        <translation>显示图表</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{name} could not be written: {problem}</source>
        <translation>无法写入 {name}：{problem}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已存为 {name}</translation>
    </message>
</context>
<context>
    <name>ChartMenu</name>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Export as PNG…</source>
        <translation>导出为 PNG…</translation>
    </message>
    <message>
        <source>Export as SVG…</source>
        <translation>导出为 SVG…</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>图片已复制</translation>
    </message>
    <message>
        <source>Table copied</source>
        <translation>表格已复制</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{minutes} m</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>now {time}</source>
        <translation>现在 {time}</translation>
    </message>
</context>
<context>
    <name>CleanUpDialog</name>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Delete executions that ended more than</source>
        <translation>删除早于以下时间结束的执行</translation>
    </message>
    <message>
        <source>{days} days ago</source>
        <translation>{days} 天前</translation>
    </message>
    <message>
        <source>They cannot be brought back. What runs or waits stays, and so do files that your commands wrote elsewhere.</source>
        <translation>删除后无法恢复。运行中或等待中的会保留，命令写到别处的文件也会保留。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>There are none, so nothing is deleted.</source>
        <translation>没有这样的执行，因此不会删除任何内容。</translation>
    </message>
    <message>
        <source>{executions} and {artifacts} go, {size} in all.</source>
        <translation>将删除 {executions}和 {artifacts}，共 {size}。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
</context>
<context>
    <name>ClientsCard</name>
    <message>
        <source>Connected clients</source>
        <translation>已连接的客户端</translation>
    </message>
    <message>
        <source>No clients</source>
        <translation>没有客户端</translation>
    </message>
    <message>
        <source>Programs that connect to the WebSocket appear here.</source>
        <translation>连接到 WebSocket 的程序会显示在这里。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
</context>
<context>
    <name>ClientsModel</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>正在关注</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>A program</source>
        <translation>某个程序</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} 毫秒</translation>
    </message>
    <message>
        <source>All executions</source>
        <translation>所有执行</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ColumnCard</name>
    <message>
        <source>No figures</source>
        <translation>没有数值</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>非空</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name and command</source>
        <translation>名称与命令</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU 时间</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑行</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare runs</source>
        <translation>比较运行</translation>
    </message>
</context>
<context>
    <name>CompareLogs</name>
    <message>
        <source>First log</source>
        <translation>第一个日志</translation>
    </message>
    <message>
        <source>Second log</source>
        <translation>第二个日志</translation>
    </message>
    <message>
        <source>Ignore numbers</source>
        <translation>忽略数字</translation>
    </message>
    <message>
        <source>Lines that differ in numbers only count as the same</source>
        <translation>仅数字不同的行视为相同</translation>
    </message>
    <message>
        <source>Differences of the logs</source>
        <translation>日志差异</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>{removed} only in the first, {added} only in the second</source>
        <translation>仅在第一个中 {removed}，仅在第二个中 {added}</translation>
    </message>
    <message>
        <source>Neither has any output</source>
        <translation>两者都没有输出</translation>
    </message>
    <message>
        <source>The logs say the same</source>
        <translation>两个日志内容相同</translation>
    </message>
    <message>
        <source>Only the first {count} lines of each log are compared</source>
        <translation>每个日志只比较前 {count} 行</translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <source>{label}, differs</source>
        <translation>{label}，不同</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Only differences</source>
        <translation>仅显示差异</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
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
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Other arguments</source>
        <translation>其他参数</translation>
    </message>
    <message>
        <source>{mask} (another value)</source>
        <translation>{mask}（另一个值）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ComputerCard</name>
    <message>
        <source>This computer, last hour</source>
        <translation>本机，最近一小时</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>CPU {percent} %</source>
        <translation>CPU {percent} %</translation>
    </message>
    <message>
        <source>Memory {percent} %</source>
        <translation>内存 {percent} %</translation>
    </message>
</context>
<context>
    <name>DatabaseCard</name>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Optimise now</source>
        <translation>立即优化</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>缓存命中</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>上次备份</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>{size}, WAL on</source>
        <translation>{size}，WAL 开启</translation>
    </message>
    <message>
        <source>{size}, WAL off</source>
        <translation>{size}，WAL 关闭</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Today {time}, {size}</source>
        <translation>今天 {time}，{size}</translation>
    </message>
    <message>
        <source>{time}, {size}</source>
        <translation>{time}，{size}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Metadata of steps</source>
        <translation>步骤的元数据</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>a shell line</source>
        <translation>shell 命令行</translation>
    </message>
    <message>
        <source>a program with arguments</source>
        <translation>带参数的程序</translation>
    </message>
    <message>
        <source>a pseudo-terminal</source>
        <translation>伪终端</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Run as</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
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
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>错误代码</translation>
    </message>
    <message>
        <source>Failed step</source>
        <translation>失败的步骤</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>通常</translation>
    </message>
    <message>
        <source>{duration}, as one completed run before</source>
        <translation>{duration}，依据之前一次完成的运行</translation>
    </message>
    <message>
        <source>{duration}, median of {n} completed runs before</source>
        <translation>{duration}，之前 {n} 次完成运行的中位数</translation>
    </message>
    <message>
        <source>until deleted</source>
        <translation>直到删除</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Requested from</source>
        <translation>请求来源</translation>
    </message>
    <message>
        <source>this window</source>
        <translation>此窗口</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
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
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>{count} more stand in the log</source>
        <translation>日志中还有 {count} 条</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>DiffModel</name>
    <message>
        <source>⋯ 1 line that is the same</source>
        <translation>⋯ 1 行相同</translation>
    </message>
    <message>
        <source>⋯ {count} lines that are the same</source>
        <translation>⋯ {count} 行相同</translation>
    </message>
    <message>
        <source>only in the second: {line}</source>
        <translation>仅在第二个中：{line}</translation>
    </message>
    <message>
        <source>only in the first: {line}</source>
        <translation>仅在第一个中：{line}</translation>
    </message>
</context>
<context>
    <name>DropChoice</name>
    <message>
        <source>Start a new execution</source>
        <translation>启动新的执行</translation>
    </message>
    <message>
        <source>Start new</source>
        <translation>新启动</translation>
    </message>
    <message>
        <source>{name}, opens the form filled in</source>
        <translation>{name}，打开已填好的表单</translation>
    </message>
    <message>
        <source>{name} becomes the working folder</source>
        <translation>{name} 将成为工作文件夹</translation>
    </message>
    <message>
        <source>Attach to “{name}”</source>
        <translation>添加到“{name}”</translation>
    </message>
    <message>
        <source>{files}, {size}</source>
        <translation>{files}，{size}</translation>
    </message>
    <message>
        <source>{files}, {size}, added to step {number}</source>
        <translation>{files}，{size}，加入步骤 {number}</translation>
    </message>
    <message>
        <source>Attach here</source>
        <translation>添加到此处</translation>
    </message>
</context>
<context>
    <name>EarlierFile</name>
    <message>
        <source>Compare with the file of {day}</source>
        <translation>与 {day} 的文件比较</translation>
    </message>
</context>
<context>
    <name>EndToasts</name>
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
    <name>EndedWords</name>
    <message>
        <source>{reason}. After {time}.</source>
        <translation>{reason}。历时 {time}。</translation>
    </message>
    <message>
        <source>{time}.</source>
        <translation>{time}。</translation>
    </message>
    <message>
        <source>{time}, {files}.</source>
        <translation>{time}，{files}。</translation>
    </message>
    <message>
        <source>{n} executions completed</source>
        <translation>{n} 个执行已完成</translation>
    </message>
    <message>
        <source>{n} executions ended</source>
        <translation>{n} 个执行已结束</translation>
    </message>
    <message>
        <source>{n} executions failed</source>
        <translation>{n} 个执行失败</translation>
    </message>
    <message>
        <source>{n} executions ended, {failed} failed</source>
        <translation>{n} 个执行已结束，其中 {failed} 个失败</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 以及另外 {n} 个</translation>
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
        <source>Show last lines</source>
        <translation>显示最后几行</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>{names} of an artifact cannot be changed.</source>
        <translation>产物的 {names} 无法更改。</translation>
    </message>
    <message>
        <source>There is no artifact {id}.</source>
        <translation>没有产物 {id}。</translation>
    </message>
    <message>
        <source>step_id names no step of this execution.</source>
        <translation>step_id 不是此执行的步骤。</translation>
    </message>
    <message>
        <source>name must not be empty.</source>
        <translation>名称不能为空。</translation>
    </message>
    <message>
        <source>The file could not be stored: {reason}.</source>
        <translation>无法保存该文件：{reason}。</translation>
    </message>
    <message>
        <source>{name} is larger than the limit of {most} bytes.</source>
        <translation>{name} 超过了 {most} 字节的上限。</translation>
    </message>
    <message>
        <source>There is no execution {id}.</source>
        <translation>没有执行 {id}。</translation>
    </message>
    <message>
        <source>The change could not be stored: {reason}.</source>
        <translation>无法保存此更改：{reason}。</translation>
    </message>
    <message>
        <source>This execution has ended ({status}) and cannot be cancelled.</source>
        <translation>此执行已结束（{status}），无法取消。</translation>
    </message>
    <message>
        <source>This execution has ended and cannot be cancelled.</source>
        <translation>此执行已结束，无法取消。</translation>
    </message>
    <message>
        <source>Background processes of this execution do not end; it was not deleted.</source>
        <translation>此执行的后台进程没有结束，因此未删除。</translation>
    </message>
    <message>
        <source>The request to stop could not be stored: {reason}.</source>
        <translation>无法保存停止请求：{reason}。</translation>
    </message>
    <message>
        <source>The command does not end; it was not deleted. Try again or kill it first.</source>
        <translation>命令没有结束，因此未删除。请重试，或先强制终止它。</translation>
    </message>
    <message>
        <source>{n} executions are waiting already; try again later.</source>
        <translation>已有 {n} 个执行在等待，请稍后再试。</translation>
    </message>
    <message>
        <source>This execution does not wait for a word from you.</source>
        <translation>此执行并不在等待您的确认。</translation>
    </message>
    <message>
        <source>The execution could not be stored: {reason}.</source>
        <translation>无法保存此执行：{reason}。</translation>
    </message>
    <message>
        <source>{text!r} is no link of StepFlow; they look like {scheme}ID or {scheme}ID#L120.</source>
        <translation>{text!r} 不是 StepFlow 的链接；链接的形式为 {scheme}ID 或 {scheme}ID#L120。</translation>
    </message>
    <message>
        <source>The database {path} was made by a newer version of StepFlow Desktop (format {found}, this program knows up to {known}). It has been left as it is: install the newer version, or choose another storage folder.</source>
        <translation>数据库 {path} 由更新版本的 StepFlow Desktop 创建（格式 {found}，此程序最高支持 {known}）。数据库保持原样：请安装更新的版本，或选择其他存储文件夹。</translation>
    </message>
    <message>
        <source>{path} lies within the present storage folder, or holds it.</source>
        <translation>{path} 位于当前存储文件夹之内，或包含它。</translation>
    </message>
    <message>
        <source>There is too little room for {size} MB in {path}.</source>
        <translation>{path} 中没有足够的空间存放 {size} MB。</translation>
    </message>
    <message>
        <source>{path} is not empty. Choose an empty folder.</source>
        <translation>{path} 不是空的。请选择一个空文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} could not be copied: {reason}.</source>
        <translation>无法复制 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Shorten name to {most} characters.</source>
        <translation>请将名称缩短到 {most} 个字符以内。</translation>
    </message>
    <message>
        <source>Shorten description to {most} characters.</source>
        <translation>请将描述缩短到 {most} 个字符以内。</translation>
    </message>
    <message>
        <source>timeout must be a number of seconds above 0 and below {most}.</source>
        <translation>时间限制必须是大于 0 且小于 {most} 的秒数。</translation>
    </message>
    <message>
        <source>name must not contain NUL characters.</source>
        <translation>名称不能包含 NUL 字符。</translation>
    </message>
    <message>
        <source>retention_days must be a whole number above 0 and below {most}.</source>
        <translation>保留天数必须是大于 0 且小于 {most} 的整数。</translation>
    </message>
    <message>
        <source>metadata is nested deeper than {most} levels.</source>
        <translation>元数据的嵌套超过 {most} 层。</translation>
    </message>
    <message>
        <source>The shell {path} is not there or cannot be run. Choose another one in the settings.</source>
        <translation>shell {path} 不存在或无法运行。请在设置中选择其他 shell。</translation>
    </message>
    <message>
        <source>Enter a command, for example python train.py.</source>
        <translation>请输入命令，例如 python train.py。</translation>
    </message>
    <message>
        <source>command must not contain NUL characters.</source>
        <translation>命令不能包含 NUL 字符。</translation>
    </message>
    <message>
        <source>command is longer than {most} bytes.</source>
        <translation>命令超过 {most} 字节。</translation>
    </message>
    <message>
        <source>working_directory is empty or not a path.</source>
        <translation>工作文件夹为空或不是路径。</translation>
    </message>
    <message>
        <source>working_directory must be an absolute path.</source>
        <translation>工作文件夹必须是绝对路径。</translation>
    </message>
    <message>
        <source>working_directory {path} does not exist.</source>
        <translation>工作文件夹 {path} 不存在。</translation>
    </message>
    <message>
        <source>working_directory {path} may not be entered.</source>
        <translation>不允许进入工作文件夹 {path}。</translation>
    </message>
    <message>
        <source>environment has more than {most} entries.</source>
        <translation>环境变量超过 {most} 个。</translation>
    </message>
    <message>
        <source>tags has more than {most} entries.</source>
        <translation>标签超过 {most} 个。</translation>
    </message>
    <message>
        <source>command is not valid Unicode text.</source>
        <translation>命令不是有效的 Unicode 文本。</translation>
    </message>
    <message>
        <source>working_directory cannot be used: {reason}</source>
        <translation>无法使用该工作文件夹：{reason}</translation>
    </message>
    <message>
        <source>working_directory {path} is not a folder.</source>
        <translation>工作文件夹 {path} 不是文件夹。</translation>
    </message>
    <message>
        <source>environment: {name!r} is no variable name; it must not be empty or contain = or NUL.</source>
        <translation>环境变量：{name!r} 不是变量名；变量名不能为空，也不能包含 = 或 NUL。</translation>
    </message>
    <message>
        <source>environment: the value of {name} contains NUL.</source>
        <translation>环境变量：{name} 的值包含 NUL。</translation>
    </message>
    <message>
        <source>tags: {tag!r} is no tag; a tag has 1 to {most} characters.</source>
        <translation>标签：{tag!r} 不是标签；标签为 1 到 {most} 个字符。</translation>
    </message>
    <message>
        <source>environment: {name!r} is not valid Unicode.</source>
        <translation>环境变量：{name!r} 不是有效的 Unicode。</translation>
    </message>
    <message>
        <source>The storage folder {path} is in use by another StepFlow process (PID {pid}).</source>
        <translation>存储文件夹 {path} 正被另一个 StepFlow 进程（PID {pid}）使用。</translation>
    </message>
    <message>
        <source>The storage folder {path} is in use by another StepFlow process.</source>
        <translation>存储文件夹 {path} 正被另一个 StepFlow 进程使用。</translation>
    </message>
    <message>
        <source>The disk of {path} is full ({free} MB free). Free some space and try again.</source>
        <translation>{path} 所在的磁盘已满（剩余 {free} MB）。请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The storage folder {path} cannot be used: {reason}. Choose another one with STEPFLOW_STORAGE_PATH or --storage-path.</source>
        <translation>无法使用存储文件夹 {path}：{reason}。请用 STEPFLOW_STORAGE_PATH 或 --storage-path 选择其他文件夹。</translation>
    </message>
    <message>
        <source>The storage folder {path} cannot be read: {reason}.</source>
        <translation>无法读取存储文件夹 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The file {path} is not a database.</source>
        <translation>文件 {path} 不是数据库。</translation>
    </message>
    <message>
        <source>The database {path} is damaged: {reason}.</source>
        <translation>数据库 {path} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>The database is closed.</source>
        <translation>数据库已关闭。</translation>
    </message>
    <message>
        <source>The database {path} lacks its tables {names}.</source>
        <translation>数据库 {path} 缺少表 {names}。</translation>
    </message>
    <message>
        <source>The database {path} cannot be read: {reason}.</source>
        <translation>无法读取数据库 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The disk is full: the change was not saved. Free some space and try again.</source>
        <translation>磁盘已满：更改未保存。请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The database could not be read or written: {reason}.</source>
        <translation>无法读写数据库：{reason}。</translation>
    </message>
    <message>
        <source>The database is locked by another program.</source>
        <translation>数据库被其他程序锁定。</translation>
    </message>
    <message>
        <source>The database cannot be written: it or its folder is read-only.</source>
        <translation>无法写入数据库：数据库或其文件夹为只读。</translation>
    </message>
    <message>
        <source>The database cannot be opened: its folder is missing, read-only or not accessible.</source>
        <translation>无法打开数据库：其文件夹不存在、为只读或无法访问。</translation>
    </message>
    <message>
        <source>The database is damaged: {reason}.</source>
        <translation>数据库已损坏：{reason}。</translation>
    </message>
    <message>
        <source>There is no display to open a window on. `stepflow serve` runs without one.</source>
        <translation>没有可以打开窗口的显示器。`stepflow serve` 无需显示器即可运行。</translation>
    </message>
    <message>
        <source>StepFlow is still starting.</source>
        <translation>StepFlow 仍在启动。</translation>
    </message>
    <message>
        <source>{name} would lie outside the folder.</source>
        <translation>{name} 会落在该文件夹之外。</translation>
    </message>
    <message>
        <source>The archive could not be unpacked: {reason}.</source>
        <translation>无法解压该归档：{reason}。</translation>
    </message>
    <message>
        <source>{reason}: {path}</source>
        <translation>{reason}：{path}</translation>
    </message>
    <message>
        <source>The archive holds more than {most:,} files.</source>
        <translation>该归档包含的文件超过 {most:,} 个。</translation>
    </message>
    <message>
        <source>There is not enough room for what is in the archive.</source>
        <translation>空间不足以容纳归档中的内容。</translation>
    </message>
    <message>
        <source>{name} sets no variables</source>
        <translation>{name} 没有设置变量</translation>
    </message>
    <message>
        <source>{name} could not be made executable: {reason}</source>
        <translation>无法使 {name} 可执行：{reason}</translation>
    </message>
    <message>
        <source>The folder could not be created: {reason}</source>
        <translation>无法创建文件夹：{reason}</translation>
    </message>
    <message>
        <source>{name} is too big for a file of variables</source>
        <translation>{name} 作为变量文件太大</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}</source>
        <translation>无法读取 {name}：{reason}</translation>
    </message>
    <message>
        <source>{name} is not a text file</source>
        <translation>{name} 不是文本文件</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read: {reason}</source>
        <translation>无法读取设置文件 {path}：{reason}</translation>
    </message>
    <message>
        <source>{source}: there is no setting {name!r}.</source>
        <translation>{source}：没有设置 {name!r}。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; use true or false.</source>
        <translation>{source} 为 {value!r}；请使用 true 或 false。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; use a number from {low} to {high}.</source>
        <translation>{source} 为 {value!r}；请使用 {low} 到 {high} 之间的数字。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; use one of {choices}.</source>
        <translation>{source} 为 {value!r}；请使用其中之一：{choices}。</translation>
    </message>
    <message>
        <source>{source} must be letters, digits and punctuation of ASCII, without blanks.</source>
        <translation>{source} 只能包含 ASCII 字母、数字和标点，不能有空格。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; write the whole path of a shell, such as /bin/bash.</source>
        <translation>{source} 为 {value!r}；请写出 shell 的完整路径，例如 /bin/bash。</translation>
    </message>
    <message>
        <source>{source} is {value!r}, which is not a host name or address.</source>
        <translation>{source} 为 {value!r}，这不是主机名或地址。</translation>
    </message>
    <message>
        <source>{source} is empty or not a path.</source>
        <translation>{source} 为空或不是路径。</translation>
    </message>
    <message>
        <source>{source} must be a list of strings or a comma-separated text.</source>
        <translation>{source} 必须是字符串列表或以逗号分隔的文本。</translation>
    </message>
    <message>
        <source>{source} must be a text.</source>
        <translation>{source} 必须是文本。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; use {choices}.</source>
        <translation>{source} 为 {value!r}；可用的值：{choices}。</translation>
    </message>
    <message>
        <source>{source} is {value!r}; use development or production.</source>
        <translation>{source} 为 {value!r}；请使用 development 或 production。</translation>
    </message>
    <message>
        <source>{source} has {item!r}; write each origin as https://name or http://name:port, without a path.</source>
        <translation>{source} 含有 {item!r}；请将每个来源写成 https://name 或 http://name:port，不带路径。</translation>
    </message>
    <message>
        <source>{source} has {item!r}; write names of this computer, such as studio.lan.</source>
        <translation>{source} 含有 {item!r}；请填写本机的名称，例如 studio.lan。</translation>
    </message>
    <message>
        <source>{source} has {item!r}; write a tag, =, and one of {choices}.</source>
        <translation>{source} 含有 {item!r}；请写一个标签、= 以及其中之一：{choices}。</translation>
    </message>
    <message>
        <source>{source} has {item!r}; write the name of an action, = and its keys: stop=Ctrl+J.</source>
        <translation>{source} 含有 {item!r}；请写操作名、= 及其按键：stop=Ctrl+J。</translation>
    </message>
    <message>
        <source>There is no setting {name!r}.</source>
        <translation>没有设置 {name!r}。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be changed: {reason}</source>
        <translation>无法更改设置文件 {path}：{reason}</translation>
    </message>
    <message>
        <source>The token file {path} cannot be used: {reason}. Delete it to have a new token made, or set {variable}.</source>
        <translation>无法使用令牌文件 {path}：{reason}。删除它即可生成新令牌，或设置 {variable}。</translation>
    </message>
    <message>
        <source>STEPFLOW_AUTH_ENABLED is false, but {hosts} is reached from other computers, and everyone there could run commands as you. Leave STEPFLOW_AUTH_ENABLED out, or bind to 127.0.0.1.</source>
        <translation>STEPFLOW_AUTH_ENABLED 为 false，但其他计算机可以访问 {hosts}，那里的任何人都能以您的身份运行命令。请去掉 STEPFLOW_AUTH_ENABLED，或绑定到 127.0.0.1。</translation>
    </message>
    <message>
        <source>This token is not the one in {path}; change it where it comes from.</source>
        <translation>此令牌不是 {path} 中的令牌；请在其来源处更改。</translation>
    </message>
    <message>
        <source>Clients from other computers always need the token.</source>
        <translation>来自其他计算机的客户端始终需要令牌。</translation>
    </message>
</context>
<context>
    <name>Estimate</name>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Usually takes about {time}</source>
        <translation>通常约需 {time}</translation>
    </message>
    <message>
        <source>Usually takes about {time}, {steps}</source>
        <translation>通常约需 {time}，{steps}</translation>
    </message>
    <message>
        <source>From one successful run of this command</source>
        <translation>依据此命令的一次成功运行</translation>
    </message>
    <message>
        <source>Median of the last {n} successful runs of this command</source>
        <translation>此命令最近 {n} 次成功运行的中位数</translation>
    </message>
</context>
<context>
    <name>EstimateStrip</name>
    <message>
        <source>usually {duration}</source>
        <translation>通常 {duration}</translation>
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
        <source>Save</source>
        <translation>保存</translation>
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
        <source>Show last lines</source>
        <translation>显示最后几行</translation>
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
    <name>ExecutionMenu</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in new window</source>
        <translation>在新窗口中打开</translation>
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
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Open working folder</source>
        <translation>打开工作文件夹</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
</context>
<context>
    <name>ExecutionPane</name>
    <message>
        <source>Steps and log</source>
        <translation>步骤和日志</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>以往运行</translation>
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
    <name>ExecutionTabs</name>
    <message>
        <source>Parts of this execution</source>
        <translation>此执行的各部分</translation>
    </message>
</context>
<context>
    <name>ExecutionText</name>
    <message>
        <source>Waits since an earlier session</source>
        <translation>自上次会话起等待</translation>
    </message>
    <message>
        <source>Starts when a slot is free</source>
        <translation>有空位时启动</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled at {step}</source>
        <translation>在 {step} 处取消</translation>
    </message>
    <message>
        <source>No steps yet</source>
        <translation>还没有步骤</translation>
    </message>
    <message>
        <source>Output, no steps</source>
        <translation>有输出，无步骤</translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation>还无法估计</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>无步骤</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>{step}: {reason}</source>
        <translation>{step}：{reason}</translation>
    </message>
    <message>
        <source>Killed by signal 9 (out of memory?)</source>
        <translation>被信号 9 终止（内存不足？）</translation>
    </message>
    <message>
        <source>Killed by signal {number}</source>
        <translation>被信号 {number} 终止</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>about </source>
        <translation>约</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>step {number} of {total}</source>
        <translation>第 {number} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>{n} percent</source>
        <translation>百分之 {n}</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>已用 {time}</translation>
    </message>
    <message>
        <source>ended {time}</source>
        <translation>{time} 结束</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>用时 {time}</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>{time} 开始</translation>
    </message>
    <message>
        <source>Ended {time}</source>
        <translation>已于 {time} 结束</translation>
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
    <name>ExecutionWindow</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>{name} – StepFlow</source>
        <translation>{name} – StepFlow</translation>
    </message>
</context>
<context>
    <name>ExecutionsList</name>
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
    <name>ExecutionsTable</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>List beside the execution</source>
        <translation>列表置于执行旁</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
</context>
<context>
    <name>ExecutionsTableModel</name>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Page as PNG…</source>
        <translation>页面存为 PNG…</translation>
    </message>
    <message>
        <source>Executions as CSV…</source>
        <translation>执行存为 CSV…</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>Eye</name>
    <message>
        <source>Hide the value of {name}</source>
        <translation>隐藏 {name} 的值</translation>
    </message>
    <message>
        <source>Show the value of {name}</source>
        <translation>显示 {name} 的值</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Stopped at its time limit</source>
        <translation>达到时间限制而停止</translation>
    </message>
    <message>
        <source>The command could not be started</source>
        <translation>无法启动命令</translation>
    </message>
    <message>
        <source>Interrupted before it ended</source>
        <translation>结束前被中断</translation>
    </message>
    <message>
        <source>{step}: {reason}</source>
        <translation>{step}：{reason}</translation>
    </message>
    <message>
        <source>{step} failed with exit code {code}</source>
        <translation>{step} 失败，退出码 {code}</translation>
    </message>
    <message>
        <source>Failed with exit code {code}</source>
        <translation>失败，退出码 {code}</translation>
    </message>
    <message>
        <source>{step} failed</source>
        <translation>{step} 失败</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>after {duration}</source>
        <translation>历时 {duration}</translation>
    </message>
    <message>
        <source>this step failed in {n} of the last {runs} runs</source>
        <translation>此步骤在最近 {runs} 次运行中失败了 {n} 次</translation>
    </message>
    <message>
        <source>failed in {n} of the last {runs} runs</source>
        <translation>最近 {runs} 次运行中失败 {n} 次</translation>
    </message>
    <message>
        <source>no success among them</source>
        <translation>其中没有成功的</translation>
    </message>
    <message>
        <source>last success {ago}</source>
        <translation>上次成功：{ago}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{minutes} min ago</source>
        <translation>{minutes} 分钟前</translation>
    </message>
    <message>
        <source>{hours} h ago</source>
        <translation>{hours} 小时前</translation>
    </message>
    <message>
        <source>{days} days ago</source>
        <translation>{days} 天前</translation>
    </message>
</context>
<context>
    <name>FileDetails</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation>隐藏详细信息</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Same file in earlier runs</source>
        <translation>以往运行中的同一文件</translation>
    </message>
    <message>
        <source>Drag a file from the list to your file manager or another app</source>
        <translation>可将列表中的文件拖到文件管理器或其他应用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>1 day, until {day}</source>
        <translation>1 天，至 {day}</translation>
    </message>
    <message>
        <source>{days} days, until {day}</source>
        <translation>{days} 天，至 {day}</translation>
    </message>
    <message>
        <source>Change how long it is kept</source>
        <translation>更改保留时长</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Go to this execution</source>
        <translation>转到此执行</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>Save all as…</source>
        <translation>全部另存为…</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open with…</source>
        <translation>打开方式…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Copy file</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>How long it is kept…</source>
        <translation>保留时长…</translation>
    </message>
</context>
<context>
    <name>FilePanel</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
</context>
<context>
    <name>FileVerbs</name>
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
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>How long it is kept</source>
        <translation>保留时长</translation>
    </message>
    <message>
        <source>Days after which StepFlow deletes its copy, 0 to keep it for good</source>
        <translation>多少天后 StepFlow 删除其副本，0 表示永久保留</translation>
    </message>
    <message>
        <source>It was not changed</source>
        <translation>未能更改</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>链接已复制</translation>
    </message>
    <message>
        <source>File copied</source>
        <translation>文件已复制</translation>
    </message>
    <message>
        <source>Files copied</source>
        <translation>文件已复制</translation>
    </message>
    <message>
        <source>Save all files in</source>
        <translation>将所有文件保存到</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Not all files were saved</source>
        <translation>未能保存所有文件</translation>
    </message>
    <message>
        <source>Delete {files}?</source>
        <translation>删除 {files}？</translation>
    </message>
    <message>
        <source>This deletes StepFlow&apos;s copies ({size}). The original files stay where they are.</source>
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
        <source>Deleted “{name}”</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>It could not be brought back</source>
        <translation>无法恢复</translation>
    </message>
    <message>
        <source>The trash was emptied.</source>
        <translation>回收站已清空。</translation>
    </message>
    <message>
        <source>Locate “{name}”</source>
        <translation>查找“{name}”</translation>
    </message>
    <message>
        <source>The file could not be taken</source>
        <translation>无法接收此文件</translation>
    </message>
</context>
<context>
    <name>FileViewer</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{count} 个中的第 {number} 个</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>上一个文件</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>No such filter: {word}. Did you mean {near}?</source>
        <translation>没有此筛选：{word}。您是指 {near} 吗？</translation>
    </message>
    <message>
        <source>No such filter: {word}. There are {known}.</source>
        <translation>没有此筛选：{word}。可用的有 {known}。</translation>
    </message>
    <message>
        <source>{key} cannot be {word}. Did you mean {near}?</source>
        <translation>{key} 不能是 {word}。您是指 {near} 吗？</translation>
    </message>
    <message>
        <source>{key} cannot be {word}. It can be {known}.</source>
        <translation>{key} 不能是 {word}。可以是 {known}。</translation>
    </message>
    <message>
        <source>{key} cannot be {word}.</source>
        <translation>{key} 不能是 {word}。</translation>
    </message>
    <message>
        <source>Write a date or an age: since:2026-11-01, since:7d.</source>
        <translation>请写日期或时长：since:2026-11-01、since:7d。</translation>
    </message>
    <message>
        <source>Write a date or an age: before:2026-11-01, before:7d.</source>
        <translation>请写日期或时长：before:2026-11-01、before:7d。</translation>
    </message>
    <message>
        <source>Write a length of time: duration:&gt;10m, duration:&lt;1h30m.</source>
        <translation>请写时间长度：duration:&gt;10m、duration:&lt;1h30m。</translation>
    </message>
    <message>
        <source>Write exit codes: exit:1, exit:1,2, exit:&gt;0.</source>
        <translation>请写退出码：exit:1、exit:1,2、exit:&gt;0。</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 个</translation>
    </message>
    <message>
        <source>{n} or more found</source>
        <translation>找到 {n} 个或更多</translation>
    </message>
    <message>
        <source>{n} found among the newest {most}</source>
        <translation>最新的 {most} 个中找到 {n} 个</translation>
    </message>
</context>
<context>
    <name>FilterControls</name>
    <message>
        <source>Filter — status:failed tag:ml &quot;train&quot;</source>
        <translation>筛选 — status:failed tag:ml &quot;train&quot;</translation>
    </message>
    <message>
        <source>Filter executions</source>
        <translation>筛选执行</translation>
    </message>
    <message>
        <source>No execution with {filter}.</source>
        <translation>没有符合 {filter} 的执行。</translation>
    </message>
    <message>
        <source>No execution with {filter} among the newest {most}.</source>
        <translation>最新的 {most} 个中没有符合 {filter} 的执行。</translation>
    </message>
</context>
<context>
    <name>FilterStrip</name>
    <message>
        <source>Show all lines</source>
        <translation>显示所有行</translation>
    </message>
    <message>
        <source>Only lines like “{line}”, without some</source>
        <translation>仅显示类似“{line}”的行，但排除部分</translation>
    </message>
    <message>
        <source>Only lines like “{line}”</source>
        <translation>仅显示类似“{line}”的行</translation>
    </message>
    <message>
        <source>Without lines like “{line}” and {count} more</source>
        <translation>不含类似“{line}”的行及另外 {count} 种</translation>
    </message>
    <message>
        <source>Without lines like “{line}”</source>
        <translation>不含类似“{line}”的行</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
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
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>无匹配</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find in log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>not a pattern</source>
        <translation>不是有效的模式</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Matches: {count}</source>
        <translation>匹配：{count}</translation>
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
    <name>FolderRow</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>此文件夹不存在。</translation>
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
        <source>{program} is {path}</source>
        <translation>{program} 为 {path}</translation>
    </message>
    <message>
        <source>{program} is {path}, version {version}</source>
        <translation>{program} 即 {path}，版本 {version}</translation>
    </message>
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
    <name>FullScreenPreview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>GanttChart</name>
    <message>
        <source>Show in the log</source>
        <translation>在日志中显示</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Usual seconds</source>
        <translation>通常秒数</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} 个步骤</translation>
    </message>
    <message>
        <source>now: {steps}</source>
        <translation>当前：{steps}</translation>
    </message>
</context>
<context>
    <name>General</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Reset general</source>
        <translation>重置常规</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>系统语言</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keep the computer awake</source>
        <translation>保持计算机唤醒</translation>
    </message>
    <message>
        <source>While something runs it does not go to sleep by itself</source>
        <translation>有执行在运行时不会自动休眠</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>工作文件夹</translation>
    </message>
    <message>
        <source>Where a command runs that names no folder</source>
        <translation>未指定文件夹的命令在此运行</translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation>在托盘中显示图标</translation>
    </message>
    <message>
        <source>It tells what runs and what failed</source>
        <translation>显示正在运行和失败的执行</translation>
    </message>
    <message>
        <source>Closing the window keeps StepFlow in the tray</source>
        <translation>关闭窗口时 StepFlow 留在托盘中</translation>
    </message>
    <message>
        <source>Quit ends it</source>
        <translation>“退出”会结束它</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <source>StepFlow opens when you log in to this computer</source>
        <translation>登录本机时打开 StepFlow</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
</context>
<context>
    <name>GroupedFiles</name>
    <message>
        <source>OTHER FILES</source>
        <translation>其他文件</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{month}</translation>
    </message>
    <message>
        <source>Running and queued</source>
        <translation>运行中与排队中</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>HeadText</name>
    <message>
        <source>starts when you say so</source>
        <translation>等您确认后启动</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Stopped at step {number} of {total}</source>
        <translation>停在第 {number} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped before the first step</source>
        <translation>在第一步之前停止</translation>
    </message>
    <message>
        <source>Stopped before it started</source>
        <translation>启动前停止</translation>
    </message>
    <message>
        <source>Failed before the first step</source>
        <translation>在第一步之前失败</translation>
    </message>
    <message>
        <source>Failed before it started</source>
        <translation>启动前失败</translation>
    </message>
    <message>
        <source>{steps} not reached</source>
        <translation>{steps}未到达</translation>
    </message>
    <message>
        <source>starts when a slot is free</source>
        <translation>有空位时启动</translation>
    </message>
    <message>
        <source>starts in a moment</source>
        <translation>即将启动</translation>
    </message>
    <message>
        <source>starts in about {time}</source>
        <translation>约 {time}后启动</translation>
    </message>
    <message>
        <source>no steps so far</source>
        <translation>还没有步骤</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>步骤 {number}</translation>
    </message>
    <message>
        <source>Step {number} of {total}</source>
        <translation>步骤 {number}/{total}</translation>
    </message>
    <message>
        <source>{percent} % of expected time</source>
        <translation>预计时间的 {percent} %</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{steps} failed, allowed to</source>
        <translation>{steps}失败（允许）</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{steps} run</source>
        <translation>已运行 {steps}</translation>
    </message>
    <message>
        <source>All {steps} done</source>
        <translation>{steps}全部完成</translation>
    </message>
    <message>
        <source>queued {time}</source>
        <translation>{time} 排队</translation>
    </message>
    <message>
        <source>never started</source>
        <translation>从未启动</translation>
    </message>
    <message>
        <source>{duration} elapsed</source>
        <translation>已用 {duration}</translation>
    </message>
    <message>
        <source>started {started}, ended {ended}</source>
        <translation>{started} 开始，{ended} 结束</translation>
    </message>
    <message>
        <source>ended {time}</source>
        <translation>{time} 结束</translation>
    </message>
    <message>
        <source>No output for {time}</source>
        <translation>已 {time}没有输出</translation>
    </message>
    <message>
        <source>usually {duration}</source>
        <translation>通常 {duration}</translation>
    </message>
    <message>
        <source>{left} in this step</source>
        <translation>此步骤{left}</translation>
    </message>
    <message>
        <source>as in one earlier run</source>
        <translation>依据之前一次运行</translation>
    </message>
    <message>
        <source>(script&apos;s estimate)</source>
        <translation>（脚本的估计）</translation>
    </message>
    <message>
        <source>median of {n} runs</source>
        <translation>{n} 次运行的中位数</translation>
    </message>
    <message>
        <source>done around {time}, median of {n} runs</source>
        <translation>预计 {time} 完成，依据 {n} 次运行的中位数</translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation>还无法估计</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
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
        <source>A step begins; one that is open is completed by it.</source>
        <translation>一个步骤开始；未结束的步骤随之完成。</translation>
    </message>
    <message>
        <source>The same with the seconds it usually takes, for the time left.</source>
        <translation>同上，并给出通常所需秒数，用于估计剩余时间。</translation>
    </message>
    <message>
        <source>The run is stopped when this step takes longer, or when it fails.</source>
        <translation>此步骤超时或失败时停止运行。</translation>
    </message>
    <message>
        <source>The step has ended well.</source>
        <translation>步骤顺利结束。</translation>
    </message>
    <message>
        <source>The current step has failed, for this reason.</source>
        <translation>当前步骤因此失败。</translation>
    </message>
    <message>
        <source>The step is passed over.</source>
        <translation>跳过此步骤。</translation>
    </message>
    <message>
        <source>The names of all steps to come, so that the bar knows its length.</source>
        <translation>所有后续步骤的名称，使进度条知道总长。</translation>
    </message>
    <message>
        <source>How far the current step is: 62, 0.62 or 148/300.</source>
        <translation>当前步骤的进度：62、0.62 或 148/300。</translation>
    </message>
    <message>
        <source>A line about the current step.</source>
        <translation>关于当前步骤的一行说明。</translation>
    </message>
    <message>
        <source>How many steps there will be.</source>
        <translation>步骤总数。</translation>
    </message>
    <message>
        <source>Keep this file and show it. Relative paths count from the working folder.</source>
        <translation>保存并显示此文件。相对路径从工作文件夹算起。</translation>
    </message>
    <message>
        <source>Several files at once, with a tag to find them by.</source>
        <translation>一次保存多个文件，并附上便于查找的标签。</translation>
    </message>
    <message>
        <source>Start something</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Any command works as it is: New execution takes a line as you would type it in a terminal. A script dropped on the window fills in the form.</source>
        <translation>任何命令都可直接运行：在“新建执行”中像在终端里一样输入一行。将脚本拖到窗口上会自动填好表单。</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>The list tells what runs and what failed and why. From the second run on the time that is left is known, by what the completed runs before took.</source>
        <translation>列表显示什么在运行、什么失败及原因。从第二次运行起，可根据之前完成的运行得知剩余时间。</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>让它继续</translation>
    </message>
    <message>
        <source>Commands survive the window: close it, open it again, and everything is there. Logs are never cut.</source>
        <translation>命令不受窗口关闭影响：关闭再打开，一切都在。日志绝不会被截断。</translation>
    </message>
    <message>
        <source>Find it again</source>
        <translation>找回</translation>
    </message>
    <message>
        <source>The search in the header finds executions, files, settings and commands: &gt; for commands, # for tags, @ for steps and / for the text of logs.</source>
        <translation>顶部搜索可查找执行、文件、设置和命令：&gt; 查命令，# 查标签，@ 查步骤，/ 查日志文本。</translation>
    </message>
    <message>
        <source>Open a menu: File, Execution, View, Tools, Help</source>
        <translation>打开菜单：文件、执行、视图、工具、帮助</translation>
    </message>
    <message>
        <source>End of the log, and follow it</source>
        <translation>日志末尾并跟随</translation>
    </message>
    <message>
        <source>Start of the log</source>
        <translation>日志开头</translation>
    </message>
    <message>
        <source>Fold or unfold a step in the log</source>
        <translation>折叠或展开日志中的步骤</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>返回上一级</translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation>更改快捷键…</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>A program that prints these lines, from any language, shows its steps, progress and files here. The lines themselves do not appear in the log.</source>
        <translation>用任何语言打印这些行的程序，都会在此显示其步骤、进度和文件。这些行本身不会出现在日志中。</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
</context>
<context>
    <name>KeepAwake</name>
    <message>
        <source>This computer offers no way to ask for it</source>
        <translation>本机不提供此项请求的途径</translation>
    </message>
    <message>
        <source>The system does not allow it</source>
        <translation>系统不允许</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Keys of {action}</source>
        <translation>{action} 的按键</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>The usual keys</source>
        <translation>默认按键</translation>
    </message>
    <message>
        <source>Also the keys of {others}: neither works</source>
        <translation>与 {others} 的按键冲突：两者都不起作用</translation>
    </message>
</context>
<context>
    <name>LanguageRow</name>
    <message>
        <source>Reopen window</source>
        <translation>重新打开窗口</translation>
    </message>
    <message>
        <source>Commands go on, and the servers too</source>
        <translation>命令和服务器都会继续运行</translation>
    </message>
    <message>
        <source>The window has to be opened anew for it.</source>
        <translation>重新打开窗口后生效。</translation>
    </message>
</context>
<context>
    <name>LineReader</name>
    <message>
        <source>{count} lines passed over</source>
        <translation>略过 {count} 行</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>排序：{order}</translation>
    </message>
    <message>
        <source>New execution…</source>
        <translation>新建执行…</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存此视图…</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Hide list pane</source>
        <translation>隐藏列表窗格</translation>
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
        <source>All levels</source>
        <translation>所有级别</translation>
    </message>
    <message>
        <source>Debug+</source>
        <translation>调试及以上</translation>
    </message>
    <message>
        <source>Info+</source>
        <translation>信息及以上</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
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
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Text…</source>
        <translation>文本…</translation>
    </message>
    <message>
        <source>Text with colours (ANSI)…</source>
        <translation>带颜色的文本 (ANSI)…</translation>
    </message>
    <message>
        <source>Page (HTML)…</source>
        <translation>网页 (HTML)…</translation>
    </message>
    <message>
        <source>Pop out log</source>
        <translation>在新窗口中打开日志</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Read with a caret</source>
        <translation>用光标阅读</translation>
    </message>
    <message>
        <source>Arrow keys move a caret through the lines instead of scrolling</source>
        <translation>方向键在各行中移动光标，而不是滚动</translation>
    </message>
    <message>
        <source>Read new lines</source>
        <translation>朗读新行</translation>
    </message>
    <message>
        <source>A screen reader is told each line that comes</source>
        <translation>屏幕阅读器会读出每个新行</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>转到行…</translation>
    </message>
    <message>
        <source>Clear highlights</source>
        <translation>清除高亮</translation>
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
</context>
<context>
    <name>LogCanvas</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>LogCopies</name>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Text with colours (*.ansi)</source>
        <translation>带颜色的文本 (*.ansi)</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
</context>
<context>
    <name>LogFooter</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>{rate} lines/s: showing every update twice a second, nothing is lost</source>
        <translation>{rate} 行/秒：每秒更新两次，不会丢失内容</translation>
    </message>
    <message>
        <source>{lines} · {rate} lines/s</source>
        <translation>{lines} · {rate} 行/秒</translation>
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
        <source>Ended {time}</source>
        <translation>已于 {time} 结束</translation>
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
        <source>Another level, step or filter has some.</source>
        <translation>其他级别、步骤或筛选中有内容。</translation>
    </message>
    <message>
        <source>Buffered output? Try PTY.</source>
        <translation>输出被缓冲了？试试 PTY。</translation>
    </message>
    <message>
        <source>No output yet, {time} so far</source>
        <translation>还没有输出，已过 {time}</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>尚未启动</translation>
    </message>
    <message>
        <source>No output yet</source>
        <translation>还没有输出</translation>
    </message>
</context>
<context>
    <name>LogJumps</name>
    <message>
        <source>Line number, 1 to {lines}</source>
        <translation>行号，1 至 {lines}</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>转到行</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
</context>
<context>
    <name>LogLinks</name>
    <message>
        <source>No program could open this address</source>
        <translation>没有程序可以打开此地址</translation>
    </message>
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
</context>
<context>
    <name>LogMenu</name>
    <message>
        <source>Open address</source>
        <translation>打开地址</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Copy where it leads</source>
        <translation>复制链接目标</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy link to line</source>
        <translation>复制指向此行的链接</translation>
    </message>
    <message>
        <source>Only lines like this</source>
        <translation>仅显示类似的行</translation>
    </message>
    <message>
        <source>Hide lines like this</source>
        <translation>隐藏类似的行</translation>
    </message>
    <message>
        <source>Show all lines</source>
        <translation>显示所有行</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>转到行…</translation>
    </message>
    <message>
        <source>Pop out log</source>
        <translation>在新窗口中打开日志</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>There is no such file in the working directory</source>
        <translation>工作文件夹中没有此文件</translation>
    </message>
    <message>
        <source>The log was not saved</source>
        <translation>日志未能保存</translation>
    </message>
    <message>
        <source>The log was not copied</source>
        <translation>日志未能复制</translation>
    </message>
    <message>
        <source>Log saved</source>
        <translation>日志已保存</translation>
    </message>
    <message>
        <source>Log copied</source>
        <translation>日志已复制</translation>
    </message>
</context>
<context>
    <name>LogPointer</name>
    <message>
        <source>{target} (Ctrl+click)</source>
        <translation>{target}（Ctrl+单击）</translation>
    </message>
    <message>
        <source>Error, guessed from the text</source>
        <translation>错误（根据文字推测）</translation>
    </message>
    <message>
        <source>Warning, guessed from the text</source>
        <translation>警告（根据文字推测）</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Jump to end</source>
        <translation>跳到末尾</translation>
    </message>
    <message>
        <source>Jump to end, {new_lines}</source>
        <translation>跳到末尾，{new_lines}</translation>
    </message>
</context>
<context>
    <name>LogWindow</name>
    <message>
        <source>{name}: log</source>
        <translation>{name}：日志</translation>
    </message>
</context>
<context>
    <name>Logs</name>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Reset logs</source>
        <translation>重置日志</translation>
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
        <source>How lines are shown</source>
        <translation>行的显示方式</translation>
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
        <source>Read with a caret</source>
        <translation>用光标阅读</translation>
    </message>
    <message>
        <source>Long lines go on in the next row</source>
        <translation>长行在下一行继续</translation>
    </message>
    <message>
        <source>Follow what runs</source>
        <translation>跟随运行中的执行</translation>
    </message>
    <message>
        <source>The end of the log stays in sight until you scroll up</source>
        <translation>日志末尾保持可见，直到向上滚动</translation>
    </message>
    <message>
        <source>Find warnings and errors by their words</source>
        <translation>按字词识别警告和错误</translation>
    </message>
    <message>
        <source>Off: only what a command states as such. For logs that are opened from now on</source>
        <translation>关闭后只认命令明确声明的级别。对此后打开的日志生效</translation>
    </message>
    <message>
        <source>Arrow keys move a caret through the lines, as screen readers need it, instead of scrolling</source>
        <translation>方向键在各行中移动光标（屏幕阅读器需要如此），而不是滚动</translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>大小限制</translation>
    </message>
    <message>
        <source>Largest log of an execution</source>
        <translation>单个执行的最大日志</translation>
    </message>
    <message>
        <source>0 is no limit. A log is never cut, whatever is set here</source>
        <translation>0 表示不限制。无论如何设置，日志都不会被截断</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>When a log grows beyond it</source>
        <translation>日志超出限制时</translation>
    </message>
    <message>
        <source>Remark on it</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Stop the execution</source>
        <translation>停止执行</translation>
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
        <source>Diagnostics copied</source>
        <translation>诊断信息已复制</translation>
    </message>
</context>
<context>
    <name>MembersView</name>
    <message>
        <source>Content of the archive</source>
        <translation>归档内容</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
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
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Notification settings…</source>
        <translation>通知设置…</translation>
    </message>
    <message>
        <source>Nothing has ended yet</source>
        <translation>还没有结束的执行</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Reset notifications</source>
        <translation>重置通知</translation>
    </message>
    <message>
        <source>What the desktop is told</source>
        <translation>通知桌面的内容</translation>
    </message>
    <message>
        <source>An execution failed</source>
        <translation>执行失败</translation>
    </message>
    <message>
        <source>Only while the window is not in front, like everything here</source>
        <translation>仅在窗口不在前台时，此处各项均如此</translation>
    </message>
    <message>
        <source>An execution completed</source>
        <translation>执行完成</translation>
    </message>
    <message>
        <source>Only if it ran for longer than</source>
        <translation>仅当运行时间超过</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>A server does not listen any more</source>
        <translation>服务器不再监听</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>安静</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Nothing is told; the bell in the window goes on collecting</source>
        <translation>不发通知；窗口中的铃铛继续收集</translation>
    </message>
    <message>
        <source>Rules for tags</source>
        <translation>标签规则</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>{name} does not listen</source>
        <translation>{name} 未在监听</translation>
    </message>
</context>
<context>
    <name>OpenQuestion</name>
    <message>
        <source>Anyone on this network could run programs as you</source>
        <translation>此网络上的任何人都可能以您的身份运行程序</translation>
    </message>
    <message>
        <source>With a token only programs that know it are let in. Nothing is encrypted: use this on networks you trust.</source>
        <translation>有令牌时只有知道令牌的程序才能进入。传输不加密：请只在信任的网络上使用。</translation>
    </message>
    <message>
        <source>Create a token</source>
        <translation>创建令牌</translation>
    </message>
    <message>
        <source>Read only with a token</source>
        <translation>有令牌时只读</translation>
    </message>
</context>
<context>
    <name>OpenWith</name>
    <message>
        <source>Choose a program</source>
        <translation>选择程序</translation>
    </message>
    <message>
        <source>This is no program</source>
        <translation>这不是程序</translation>
    </message>
    <message>
        <source>The program could not be started</source>
        <translation>无法启动该程序</translation>
    </message>
</context>
<context>
    <name>OpenWithDialog</name>
    <message>
        <source>Open with…</source>
        <translation>打开方式…</translation>
    </message>
    <message>
        <source>No program says that it opens files like this.</source>
        <translation>没有程序声明可以打开这类文件。</translation>
    </message>
    <message>
        <source>It is a program or script. Opening it may run it.</source>
        <translation>它是程序或脚本，打开它可能会运行它。</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>{name} (usual)</source>
        <translation>{name}（默认）</translation>
    </message>
    <message>
        <source>Other program…</source>
        <translation>其他程序…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Order</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>最长的在前</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
</context>
<context>
    <name>Outlook</name>
    <message>
        <source>{time} longer than usual</source>
        <translation>比平常长 {time}</translation>
    </message>
    <message>
        <source>the script&apos;s estimate</source>
        <translation>脚本的估计</translation>
    </message>
    <message>
        <source>{time} longer than {estimate}</source>
        <translation>比{estimate}长 {time}</translation>
    </message>
    <message>
        <source>{low} to {high} min left</source>
        <translation>剩余 {low} 到 {high} 分钟</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>From one earlier run of this command</source>
        <translation>依据此命令之前的一次运行</translation>
    </message>
    <message>
        <source>Median of the last {n} completed runs of this command</source>
        <translation>此命令最近 {n} 次完成运行的中位数</translation>
    </message>
    <message>
        <source>By the script&apos;s own estimate</source>
        <translation>依据脚本自己的估计</translation>
    </message>
    <message>
        <source>By the progress that it reports</source>
        <translation>依据其报告的进度</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>No executions in these {hours} hours</source>
        <translation>这 {hours} 小时内没有执行</translation>
    </message>
    <message>
        <source>No executions in these {days} days</source>
        <translation>这 {days} 天内没有执行</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{day} {start} to {end}</source>
        <translation>{day} {start} 至 {end}</translation>
    </message>
    <message>
        <source>{day} {number} {month}</source>
        <translation>{month}{number}日 {day}</translation>
    </message>
    <message>
        <source>{day} {number} {month}, {time}</source>
        <translation>{month}{number}日 {day}，{time}</translation>
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
        <source>1 failure to look at</source>
        <translation>1 个失败待查看</translation>
    </message>
    <message>
        <source>{n} failures to look at</source>
        <translation>{n} 个失败待查看</translation>
    </message>
    <message>
        <source>nothing running</source>
        <translation>没有运行中的执行</translation>
    </message>
    <message>
        <source>{when} · {state}</source>
        <translation>{when} · {state}</translation>
    </message>
    <message>
        <source>{n} an hour</source>
        <translation>每小时 {n} 个</translation>
    </message>
    <message>
        <source>{n} a day</source>
        <translation>每天 {n} 个</translation>
    </message>
    <message>
        <source>{rate}, {change}</source>
        <translation>{rate}，{change}</translation>
    </message>
    <message>
        <source>up {n} %</source>
        <translation>增加 {n} %</translation>
    </message>
    <message>
        <source>down {n} %</source>
        <translation>减少 {n} %</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>与之前相同</translation>
    </message>
    <message>
        <source>{failed} failed, {cancelled} cancelled</source>
        <translation>{failed} 个失败，{cancelled} 个取消</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} 个失败</translation>
    </message>
    <message>
        <source>nothing has completed</source>
        <translation>没有完成的执行</translation>
    </message>
    <message>
        <source>of completed executions</source>
        <translation>已完成的执行</translation>
    </message>
    <message>
        <source>as long as before</source>
        <translation>与之前一样长</translation>
    </message>
    <message>
        <source>{time} faster than before</source>
        <translation>比之前快 {time}</translation>
    </message>
    <message>
        <source>{time} slower than before</source>
        <translation>比之前慢 {time}</translation>
    </message>
    <message>
        <source>{stored} stored</source>
        <translation>已存 {stored}</translation>
    </message>
    <message>
        <source>{stored} stored, {free} free</source>
        <translation>已存 {stored}，可用 {free}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
</context>
<context>
    <name>OverviewLayout</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Median duration</source>
        <translation>中位时长</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
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
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Executions per day</source>
        <translation>每日执行</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Duration by run</source>
        <translation>每次运行时长</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Slowest steps</source>
        <translation>最慢的步骤</translation>
    </message>
    <message>
        <source>median, change</source>
        <translation>中位数，变化</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Executions per hour</source>
        <translation>每小时执行</translation>
    </message>
    <message>
        <source>Executions per day</source>
        <translation>每日执行</translation>
    </message>
    <message>
        <source>None of them has ended yet</source>
        <translation>都还没有结束</translation>
    </message>
</context>
<context>
    <name>OverviewPlace</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
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
    <name>PageDress</name>
    <message>
        <source>[picture: {name}]</source>
        <translation>［图片：{name}］</translation>
    </message>
    <message>
        <source>[picture]</source>
        <translation>［图片］</translation>
    </message>
</context>
<context>
    <name>PageDrops</name>
    <message>
        <source>The file was not attached</source>
        <translation>文件未能添加</translation>
    </message>
</context>
<context>
    <name>PageLayouts</name>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>未能保存</translation>
    </message>
    <message>
        <source>Saved {n}</source>
        <translation>已保存 {n}</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Show the source</source>
        <translation>显示源码</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>{language} · simplified, nothing is loaded</source>
        <translation>{language} · 简化视图，不加载任何内容</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Open this address?</source>
        <translation>打开此地址？</translation>
    </message>
    <message>
        <source>This link is not followed</source>
        <translation>不会跟随此链接</translation>
    </message>
    <message>
        <source>Scripts on it will run there, and it may load things from the network.</source>
        <translation>页面上的脚本会在那里运行，并可能从网络加载内容。</translation>
    </message>
    <message>
        <source>Open this page in the browser?</source>
        <translation>在浏览器中打开此页面？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Lines of recent logs</source>
        <translation>近期日志中的行</translation>
    </message>
    <message>
        <source>Commands – or type # for tags, @ for steps, / for text of logs</source>
        <translation>命令 – 或输入 # 查标签、@ 查步骤、/ 查日志文本</translation>
    </message>
    <message>
        <source>Type at least two letters</source>
        <translation>请至少输入两个字符</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>Run “{text}”</source>
        <translation>运行“{text}”</translation>
    </message>
    <message>
        <source>New execution</source>
        <translation>新建执行</translation>
    </message>
    <message>
        <source>General: language, start at login, tray, keep awake</source>
        <translation>常规：语言、登录时启动、托盘、保持唤醒</translation>
    </message>
    <message>
        <source>Appearance: theme, colours, text size, fonts, motion</source>
        <translation>外观：主题、颜色、文字大小、字体、动效</translation>
    </message>
    <message>
        <source>Logs: size limit, timestamps, wrapping, follow</source>
        <translation>日志：大小限制、时间戳、换行、跟随</translation>
    </message>
    <message>
        <source>Running: slots, shell, terminal, grace before a kill</source>
        <translation>运行：并行数、shell、终端、强制结束前的宽限</translation>
    </message>
    <message>
        <source>Artifacts and storage: retention, limits, clean-up</source>
        <translation>产物与存储：保留、限制、清理</translation>
    </message>
    <message>
        <source>Notifications: sounds, do not disturb, rules</source>
        <translation>通知：声音、勿扰、规则</translation>
    </message>
    <message>
        <source>Server and access: ports, token, network</source>
        <translation>服务器与访问：端口、令牌、网络</translation>
    </message>
    <message>
        <source>Shortcuts: keys of all commands</source>
        <translation>快捷键：所有命令的按键</translation>
    </message>
    <message>
        <source>About: version, licences, diagnostics</source>
        <translation>关于：版本、许可、诊断</translation>
    </message>
    <message>
        <source>{section}: {setting}</source>
        <translation>{section}：{setting}</translation>
    </message>
</context>
<context>
    <name>PasswordBox</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>That was not the password</source>
        <translation>密码不正确</translation>
    </message>
    <message>
        <source>A password protects this document</source>
        <translation>此文档受密码保护</translation>
    </message>
</context>
<context>
    <name>PastRunsModel</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Against usual</source>
        <translation>与往常相比</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>本次运行</translation>
    </message>
</context>
<context>
    <name>PastRunsTab</name>
    <message>
        <source>Duration by run</source>
        <translation>每次运行时长</translation>
    </message>
    <message>
        <source>No run has started yet</source>
        <translation>还没有开始的运行</translation>
    </message>
    <message>
        <source>Select two to four to compare them</source>
        <translation>选择两到四个进行比较</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Runs of this command</source>
        <translation>此命令的运行</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{total} 中的 {shown}</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Not all pages were printed</source>
        <translation>有些页面未能打印</translation>
    </message>
</context>
<context>
    <name>PeriodSwitch</name>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
</context>
<context>
    <name>PictureCanvas</name>
    <message>
        <source>This run</source>
        <translation>本次运行</translation>
    </message>
</context>
<context>
    <name>PictureTile</name>
    <message>
        <source>{execution} · {when}</source>
        <translation>{execution} · {when}</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Another background</source>
        <translation>换一种背景</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>{pixels} · {frames} frames</source>
        <translation>{pixels} · {frames} 帧</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>The other frames could not be read</source>
        <translation>无法读取其余的帧</translation>
    </message>
    <message>
        <source>It was not printed</source>
        <translation>未能打印</translation>
    </message>
    <message>
        <source>The earlier picture could not be read</source>
        <translation>无法读取之前的图片</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>图片已复制</translation>
    </message>
</context>
<context>
    <name>PicturesCard</name>
    <message>
        <source>All artifacts</source>
        <translation>所有产物</translation>
    </message>
    <message>
        <source>Latest pictures</source>
        <translation>最新图片</translation>
    </message>
    <message>
        <source>Pictures that executions keep appear here</source>
        <translation>执行保存的图片会显示在这里</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>{y} over {x}, {count} points</source>
        <translation>{y} 随 {x}，{count} 个点</translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Across</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>No column of numbers</source>
        <translation>没有数值列</translation>
    </message>
    <message>
        <source>{shown} of {all} points</source>
        <translation>{all} 个点中的 {shown} 个</translation>
    </message>
    <message>
        <source>{all} points</source>
        <translation>{all} 个点</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>The file was moved or deleted</source>
        <translation>文件已被移动或删除</translation>
    </message>
    <message>
        <source>The first mistake is at {place}.</source>
        <translation>第一个错误在 {place}。</translation>
    </message>
    <message>
        <source>The content could not be read</source>
        <translation>无法读取内容</translation>
    </message>
    <message>
        <source>It may be damaged.</source>
        <translation>它可能已损坏。</translation>
    </message>
    <message>
        <source>A password protects this file</source>
        <translation>此文件受密码保护</translation>
    </message>
    <message>
        <source>That was not the password</source>
        <translation>密码不正确</translation>
    </message>
    <message>
        <source>Nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>It would not fit into any view.</source>
        <translation>任何视图都容纳不下。</translation>
    </message>
    <message>
        <source>Too much to show here</source>
        <translation>内容过多，无法在此显示</translation>
    </message>
    <message>
        <source>Unpacked it would fill the memory.</source>
        <translation>解压后会占满内存。</translation>
    </message>
    <message>
        <source>{size}: pictures of more than {most} megapixels are opened outside.</source>
        <translation>{size}：超过 {most} 百万像素的图片请在外部打开。</translation>
    </message>
    <message>
        <source>This picture is too large</source>
        <translation>此图片太大</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>Reading it was stopped so that nothing is held up.</source>
        <translation>已停止读取，以免拖住其他操作。</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>The preview ended unexpectedly</source>
        <translation>预览意外结束</translation>
    </message>
    <message>
        <source>The file may be damaged.</source>
        <translation>文件可能已损坏。</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>Choose one to look at it here.</source>
        <translation>选择一个文件在此查看。</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <translation>此文件为空</translation>
    </message>
    <message>
        <source>Back to the archive</source>
        <translation>返回归档</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Show as text</source>
        <translation>以文本显示</translation>
    </message>
    <message>
        <source>Show the bytes</source>
        <translation>显示字节</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Remove entry</source>
        <translation>移除条目</translation>
    </message>
    <message>
        <source>Open with…</source>
        <translation>打开方式…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy file</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
</context>
<context>
    <name>ProgramRow</name>
    <message>
        <source>Write the whole path, for example /bin/bash.</source>
        <translation>请写出完整路径，例如 /bin/bash。</translation>
    </message>
    <message>
        <source>This program does not exist.</source>
        <translation>该程序不存在。</translation>
    </message>
    <message>
        <source>This file may not be run as a program.</source>
        <translation>该文件不能作为程序运行。</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QuickMenus</name>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>任意标签</translation>
    </message>
    <message>
        <source>Any user</source>
        <translation>任意用户</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Older than 30 days</source>
        <translation>早于 30 天</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任意时间</translation>
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
    <name>RailButton</name>
    <message>
        <source>{page}, {n} running</source>
        <translation>{page}，{n} 个运行中</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>Argument list too long</source>
        <translation>参数列表过长</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>Cannot assign requested address</source>
        <translation>无法使用请求的地址</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源忙</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>文件夹非空</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Exec format error</source>
        <translation>可执行文件格式错误</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>Invalid cross-device link</source>
        <translation>不能跨设备链接</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个文件夹</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有剩余空间</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>没有该设备或地址</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>操作不允许</translation>
    </message>
    <message>
        <source>Operation not supported</source>
        <translation>不支持该操作</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Resource temporarily unavailable</source>
        <translation>资源暂时不可用</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
    <message>
        <source>Text file busy</source>
        <translation>文件正在被执行</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>数据库文件格式损坏</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>磁盘读写错误</translation>
    </message>
    <message>
        <source>file is not a database</source>
        <translation>文件不是数据库</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>无法打开数据库文件</translation>
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
    <name>RenewQuestion</name>
    <message>
        <source>Make a new token?</source>
        <translation>生成新令牌？</translation>
    </message>
    <message>
        <source>The old one is worth nothing then, and clients that came in with it are sent away.</source>
        <translation>旧令牌随即失效，使用它的客户端会被断开。</translation>
    </message>
    <message>
        <source>Make a new token</source>
        <translation>生成新令牌</translation>
    </message>
</context>
<context>
    <name>Ribbon</name>
    <message>
        <source>{n} {status}</source>
        <translation>{n} 个{status}</translation>
    </message>
</context>
<context>
    <name>RowPainter</name>
    <message>
        <source>registered</source>
        <translation>已登记</translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message>
        <source>planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>failed, allowed to</source>
        <translation>失败（允许）</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>Artifact {name}</source>
        <translation>产物 {name}</translation>
    </message>
    <message>
        <source>Step {number}, {name}, {state}, {lines}</source>
        <translation>步骤 {number}，{name}，{state}，{lines}</translation>
    </message>
    <message>
        <source>{step}, folded</source>
        <translation>{step}，已折叠</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Executions with a tag follow its rule</source>
        <translation>带标签的执行遵循其规则</translation>
    </message>
    <message>
        <source>Always tells every end, however short; failures only, or never</source>
        <translation>“始终”会通知每次结束（无论多短）；也可仅失败时或从不</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Failures only</source>
        <translation>仅失败时</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Rule for {tag}</source>
        <translation>{tag} 的规则</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
</context>
<context>
    <name>RunScatter</name>
    <message>
        <source>Open this execution</source>
        <translation>打开此执行</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>median {duration}</source>
        <translation>中位数 {duration}</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>{runs}. The latest: {outcome}, {duration}</source>
        <translation>{runs}。最近一次：{outcome}，{duration}</translation>
    </message>
    <message>
        <source>Median of {count} completed runs: {duration}</source>
        <translation>{count} 次完成运行的中位数：{duration}</translation>
    </message>
</context>
<context>
    <name>RunSpeech</name>
    <message>
        <source>{n} executions started</source>
        <translation>{n} 个执行已开始</translation>
    </message>
    <message>
        <source>{name} started</source>
        <translation>{name} 已开始</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Reset running</source>
        <translation>重置运行</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Runs command lines of the form and of REST. Programs with arguments need none</source>
        <translation>运行表单和 REST 的命令行。带参数的程序不需要 shell</translation>
    </message>
    <message>
        <source>Executions at the same time</source>
        <translation>同时运行的执行</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>The others wait, first in, first out</source>
        <translation>其余排队等待，先进先出</translation>
    </message>
    <message>
        <source>Executions that may wait</source>
        <translation>可等待的执行</translation>
    </message>
    <message>
        <source>Further ones are refused</source>
        <translation>更多的会被拒绝</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Run in a terminal (PTY)</source>
        <translation>在终端 (PTY) 中运行</translation>
    </message>
    <message>
        <source>New executions of the form start with it on: colours, and output that arrives line by line</source>
        <translation>表单中的新执行默认启用：保留颜色，输出逐行到达</translation>
    </message>
    <message>
        <source>Time to end by itself</source>
        <translation>自行结束的时间</translation>
    </message>
    <message>
        <source>Between the polite and the forced end of a command that is stopped</source>
        <translation>停止命令时从礼貌结束到强制结束之间</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Read progress off the output</source>
        <translation>从输出中读取进度</translation>
    </message>
    <message>
        <source>Lines such as 42 % and the bars of tqdm move the bar of the step</source>
        <translation>诸如 42 % 的行和 tqdm 进度条会推动步骤的进度条</translation>
    </message>
</context>
<context>
    <name>RunningCard</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有运行中的执行</translation>
    </message>
</context>
<context>
    <name>SavedViewChips</name>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Save what is shown now</source>
        <translation>保存当前显示</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>重命名视图</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
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
        <source>Search runs, logs, files — or run a command</source>
        <translation>搜索运行、日志、文件 — 或运行命令</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>{duration}, {usual}</source>
        <translation>{duration}，{usual}</translation>
    </message>
    <message>
        <source>usually {duration}</source>
        <translation>通常 {duration}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>{path} was not stored: the limit is {most} artifacts.</source>
        <translation>{path} 未保存：产物数量上限为 {most}。</translation>
    </message>
    <message>
        <source>{path} was announced as an artifact but is not there.</source>
        <translation>{path} 被声明为产物，但并不存在。</translation>
    </message>
    <message>
        <source>Files in the artifact folder were not stored: {reason}</source>
        <translation>产物文件夹中的文件未保存：{reason}</translation>
    </message>
    <message>
        <source>{path} was not stored: {reason}</source>
        <translation>{path} 未保存：{reason}</translation>
    </message>
    <message>
        <source>{path} lies outside the working directory and was not taken</source>
        <translation>{path} 位于工作文件夹之外，未收取</translation>
    </message>
    <message>
        <source>nothing matches {pattern}</source>
        <translation>没有与 {pattern} 匹配的文件</translation>
    </message>
    <message>
        <source>{name} is larger than the limit of {most} bytes</source>
        <translation>{name} 超过了 {most} 字节的上限</translation>
    </message>
    <message>
        <source>{path} is not there</source>
        <translation>{path} 不存在</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>无法读取 {path}：{reason}</translation>
    </message>
    <message>
        <source>{path} is not a regular file</source>
        <translation>{path} 不是普通文件</translation>
    </message>
    <message>
        <source>{pattern} names more than {most} files; the rest was left out</source>
        <translation>{pattern} 对应的文件超过 {most} 个，其余未收取</translation>
    </message>
    <message>
        <source>{path} holds more than {most} bytes</source>
        <translation>{path} 的内容超过 {most} 字节</translation>
    </message>
    <message>
        <source>The files of this execution are missing.</source>
        <translation>此执行的文件不见了。</translation>
    </message>
    <message>
        <source>The supervisor could not be started: {reason}.</source>
        <translation>无法启动监管进程：{reason}。</translation>
    </message>
    <message>
        <source>The files of this execution cannot be read: {reason}</source>
        <translation>无法读取此执行的文件：{reason}</translation>
    </message>
    <message>
        <source>Log size limit</source>
        <translation>日志大小上限</translation>
    </message>
    <message>
        <source>Stopped because its log has grown beyond the limit of {size}</source>
        <translation>日志超过 {size} 的上限，已停止</translation>
    </message>
    <message>
        <source>The log has grown beyond the limit of {size}; so it is being stopped.</source>
        <translation>日志已超过 {size} 的上限，正在停止。</translation>
    </message>
    <message>
        <source>The log has grown beyond the limit of {size}; nothing of it is cut.</source>
        <translation>日志已超过 {size} 的上限，但不会截断。</translation>
    </message>
    <message>
        <source>The files of this execution were removed while it ran, so it was stopped.</source>
        <translation>此执行的文件在运行期间被移除，因此已停止。</translation>
    </message>
    <message>
        <source>Exited with code {code}</source>
        <translation>以退出码 {code} 结束</translation>
    </message>
    <message>
        <source>Stopped after its time limit</source>
        <translation>达到时间限制后停止</translation>
    </message>
    <message>
        <source>Step &apos;{step}&apos; failed: {reason}</source>
        <translation>步骤“{step}”失败：{reason}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未给出原因</translation>
    </message>
    <message>
        <source>Stopped because step &apos;{step}&apos; failed: {reason}</source>
        <translation>因步骤“{step}”失败而停止：{reason}</translation>
    </message>
    <message>
        <source>Stopped because step &apos;{step}&apos; failed</source>
        <translation>因步骤“{step}”失败而停止</translation>
    </message>
    <message>
        <source>Step &apos;{step}&apos; was stopped after its {limit} limit</source>
        <translation>步骤“{step}”达到 {limit}的限制后停止</translation>
    </message>
    <message>
        <source>Stopped after the {limit} limit</source>
        <translation>达到 {limit}的限制后停止</translation>
    </message>
    <message>
        <source>Killed by signal {number}</source>
        <translation>被信号 {number} 终止</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The command could not be started</source>
        <translation>无法启动命令</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>Interrupted by a restart of the computer, output kept</source>
        <translation>因计算机重启而中断，输出已保留</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped because a step failed</source>
        <translation>因某个步骤失败而停止</translation>
    </message>
    <message>
        <source>Stopped after the time limit of a step</source>
        <translation>达到某个步骤的时间限制后停止</translation>
    </message>
    <message>
        <source>Stopped because its log grew too large</source>
        <translation>日志过大，已停止</translation>
    </message>
    <message>
        <source>Ended unexpectedly</source>
        <translation>意外结束</translation>
    </message>
    <message>
        <source>Exit code unknown, output complete</source>
        <translation>退出码未知，输出完整</translation>
    </message>
    <message>
        <source>No more than {most:,} metadata keys are kept; {key} is only in the log.</source>
        <translation>最多保留 {most:,} 个元数据键；{key} 只在日志中。</translation>
    </message>
    <message>
        <source>Step &apos;{step}&apos; ran longer than its {limit} limit</source>
        <translation>步骤“{step}”的运行时间超过 {limit}的限制</translation>
    </message>
    <message>
        <source>No more than {most} tags are kept.</source>
        <translation>最多保留 {most} 个标签。</translation>
    </message>
    <message>
        <source>No more than {most:,} ARTIFACT markers are followed.</source>
        <translation>最多处理 {most:,} 个 ARTIFACT 标记。</translation>
    </message>
    <message>
        <source>There are more than {most:,} remarks; the others are only in the log.</source>
        <translation>备注超过 {most:,} 条，其余只在日志中。</translation>
    </message>
    <message>
        <source>The parent of step &apos;{step}&apos; is no open step.</source>
        <translation>步骤“{step}”的上级不是进行中的步骤。</translation>
    </message>
    <message>
        <source>{marker} fits no open step.</source>
        <translation>{marker} 与任何进行中的步骤都不相符。</translation>
    </message>
    <message>
        <source>it holds no token</source>
        <translation>其中没有令牌</translation>
    </message>
    <message>
        <source>it is not a file of yours</source>
        <translation>它不是您的文件</translation>
    </message>
    <message>
        <source>others can read it, so it is no secret any more</source>
        <translation>其他人可以读取它，因此它不再是秘密</translation>
    </message>
    <message>
        <source>The command could not be prepared: {reason}</source>
        <translation>无法准备命令：{reason}</translation>
    </message>
    <message>
        <source>Program not found: {program} (looked in PATH)</source>
        <translation>找不到程序：{program}（已在 PATH 中查找）</translation>
    </message>
    <message>
        <source>Cannot run {program}: {reason}</source>
        <translation>无法运行 {program}：{reason}</translation>
    </message>
    <message>
        <source>Stopped after its time limit of {seconds:g} s.</source>
        <translation>达到 {seconds:g} 秒的时间限制后停止。</translation>
    </message>
    <message>
        <source>Cannot enter the working directory {path}: {reason}</source>
        <translation>无法进入工作文件夹 {path}：{reason}</translation>
    </message>
    <message>
        <source>Cannot run {program}: the interpreter that its first line names does not exist.</source>
        <translation>无法运行 {program}：其首行指定的解释器不存在。</translation>
    </message>
    <message>
        <source>Program not found: {program}</source>
        <translation>找不到程序：{program}</translation>
    </message>
    <message>
        <source>Ended unexpectedly.</source>
        <translation>意外结束。</translation>
    </message>
    <message>
        <source>Not executable: {program}</source>
        <translation>不可执行：{program}</translation>
    </message>
    <message>
        <source>Not a program: {program} (a script needs a first line such as #!/bin/sh)</source>
        <translation>不是程序：{program}（脚本需要类似 #!/bin/sh 的首行）</translation>
    </message>
    <message>
        <source>The command line and its environment are too long.</source>
        <translation>命令行及其环境变量过长。</translation>
    </message>
    <message>
        <source>The command could not be started: {reason}</source>
        <translation>无法启动命令：{reason}</translation>
    </message>
    <message>
        <source>Interrupted by a restart of the computer, output kept.</source>
        <translation>因计算机重启而中断，输出已保留。</translation>
    </message>
    <message>
        <source>Exit code unknown, output complete.</source>
        <translation>退出码未知，输出完整。</translation>
    </message>
    <message>
        <source>The working directory does not exist: {path}</source>
        <translation>工作文件夹不存在：{path}</translation>
    </message>
    <message>
        <source>The working directory is not a folder: {path}</source>
        <translation>工作文件夹不是文件夹：{path}</translation>
    </message>
    <message>
        <source>No permission to enter the working directory: {path}</source>
        <translation>没有权限进入工作文件夹：{path}</translation>
    </message>
    <message>
        <source>The description of this execution cannot be read: {error!r}</source>
        <translation>无法读取此执行的描述：{error!r}</translation>
    </message>
    <message>
        <source>The folder of this execution cannot be used: {reason}</source>
        <translation>无法使用此执行的文件夹：{reason}</translation>
    </message>
    <message>
        <source>Port {port} cannot be used: {reason}.</source>
        <translation>无法使用端口 {port}：{reason}。</translation>
    </message>
    <message>
        <source>Port {port} is in use by {program}. Executions run normally; the {server} server does not listen.</source>
        <translation>端口 {port} 已被 {program} 占用。执行不受影响；{server} 服务器没有监听。</translation>
    </message>
    <message>
        <source>Port {port} is in use. Executions run normally; the {server} server does not listen.</source>
        <translation>端口 {port} 已被占用。执行不受影响；{server} 服务器没有监听。</translation>
    </message>
    <message>
        <source>Port {port} may not be used by this user. Choose one above 1023.</source>
        <translation>此用户不能使用端口 {port}。请选择 1023 以上的端口。</translation>
    </message>
    <message>
        <source>{host} is no address of this computer.</source>
        <translation>{host} 不是本机的地址。</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>{server} on or off</source>
        <translation>{server} 开关</translation>
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
        <source>Open the description in a browser</source>
        <translation>在浏览器中打开说明</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未监听</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>ServerDesk</name>
    <message>
        <source>Token copied</source>
        <translation>令牌已复制</translation>
    </message>
    <message>
        <source>Database optimised</source>
        <translation>数据库已优化</translation>
    </message>
    <message>
        <source>The database was not optimised</source>
        <translation>数据库未能优化</translation>
    </message>
    <message>
        <source>Back up the database</source>
        <translation>备份数据库</translation>
    </message>
    <message>
        <source>The backup could not be written</source>
        <translation>无法写入备份</translation>
    </message>
    <message>
        <source>Database backed up</source>
        <translation>数据库已备份</translation>
    </message>
    <message>
        <source>{executions} deleted</source>
        <translation>已删除 {executions}</translation>
    </message>
    <message>
        <source>The clean-up has stopped</source>
        <translation>清理已停止</translation>
    </message>
</context>
<context>
    <name>ServerFields</name>
    <message>
        <source>Server and access</source>
        <translation>服务器与访问</translation>
    </message>
    <message>
        <source>Reset server</source>
        <translation>重置服务器</translation>
    </message>
    <message>
        <source>From the next start on; 0 takes a free one</source>
        <translation>下次启动时生效；0 表示使用空闲端口</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Port of REST</source>
        <translation>REST 端口</translation>
    </message>
    <message>
        <source>Port of WebSocket</source>
        <translation>WebSocket 端口</translation>
    </message>
    <message>
        <source>Web pages and names</source>
        <translation>网页与名称</translation>
    </message>
    <message>
        <source>Web pages that may use the servers</source>
        <translation>可使用服务器的网页</translation>
    </message>
    <message>
        <source>Each as https://name:port, separated by commas. From the next start on</source>
        <translation>每个写作 https://名称:端口，以逗号分隔。下次启动时生效</translation>
    </message>
    <message>
        <source>Further names of this computer</source>
        <translation>本机的其他名称</translation>
    </message>
    <message>
        <source>Under which clients may address the servers. From the next start on</source>
        <translation>客户端可用来访问服务器的名称。下次启动时生效</translation>
    </message>
    <message>
        <source>Network, token and what clients may do</source>
        <translation>网络、令牌与客户端权限</translation>
    </message>
    <message>
        <source>Both servers on and off, the token to show, copy and renew, and who is connected</source>
        <translation>两个服务器的开关，令牌的显示、复制和更新，以及连接情况</translation>
    </message>
    <message>
        <source>Open Server</source>
        <translation>打开服务器页面</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
</context>
<context>
    <name>ServerFigures</name>
    <message>
        <source>requests a minute</source>
        <translation>每分钟请求</translation>
    </message>
    <message>
        <source>In the last minute</source>
        <translation>最近一分钟内</translation>
    </message>
    <message>
        <source>median reply</source>
        <translation>响应中位数</translation>
    </message>
    <message>
        <source>Of the replies of the last minute</source>
        <translation>最近一分钟的响应</translation>
    </message>
    <message>
        <source>errors today</source>
        <translation>今日错误</translation>
    </message>
    <message>
        <source>Answers of 500 or more; the log of the program has the details</source>
        <translation>500 及以上的响应；详情见程序日志</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>当前已连接</translation>
    </message>
    <message>
        <source>messages a minute</source>
        <translation>每分钟消息</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>Log lines that clients were too slow for; they can read them over REST</source>
        <translation>客户端来不及接收的日志行；可通过 REST 读取</translation>
    </message>
</context>
<context>
    <name>ServerLine</name>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>ServerPage</name>
    <message>
        <source>REST API</source>
        <translation>REST API</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Restart server</source>
        <translation>重启服务器</translation>
    </message>
</context>
<context>
    <name>ServerSummary</name>
    <message>
        <source>{name} does not listen.</source>
        <translation>{name} 未在监听。</translation>
    </message>
    <message>
        <source>Both servers are off. Executions run normally.</source>
        <translation>两个服务器都已关闭。执行照常运行。</translation>
    </message>
    <message>
        <source>The servers are starting.</source>
        <translation>服务器正在启动。</translation>
    </message>
    <message>
        <source>Starting commands is off.</source>
        <translation>已关闭启动命令。</translation>
    </message>
    <message>
        <source>Up for {time}.</source>
        <translation>已运行 {time}。</translation>
    </message>
    <message>
        <source>Programs and browsers on this network can watch and start executions here.</source>
        <translation>此网络上的程序和浏览器可以查看和启动这里的执行。</translation>
    </message>
    <message>
        <source>Programs and browsers on this network can watch executions here.</source>
        <translation>此网络上的程序和浏览器可以查看这里的执行。</translation>
    </message>
    <message>
        <source>Programs on this computer can watch and start executions here.</source>
        <translation>本机上的程序可以查看和启动这里的执行。</translation>
    </message>
    <message>
        <source>Programs on this computer can watch executions here.</source>
        <translation>本机上的程序可以查看这里的执行。</translation>
    </message>
</context>
<context>
    <name>ServerWords</name>
    <message>
        <source>{name} does not listen.</source>
        <translation>{name} 未在监听。</translation>
    </message>
    <message>
        <source>The servers are off.</source>
        <translation>服务器已关闭。</translation>
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
    <message>
        <source>{server} off</source>
        <translation>{server} 已关闭</translation>
    </message>
    <message>
        <source>{server} starting</source>
        <translation>{server} 正在启动</translation>
    </message>
    <message>
        <source>{server} not listening</source>
        <translation>{server} 未监听</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Decided by {source}</source>
        <translation>由 {source} 决定</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>更改立即生效。</translation>
    </message>
    <message>
        <source>No setting matches</source>
        <translation>没有匹配的设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>1 setting found.</source>
        <translation>找到 1 项设置。</translation>
    </message>
    <message>
        <source>{n} settings found.</source>
        <translation>找到 {n} 项设置。</translation>
    </message>
</context>
<context>
    <name>SettingsPlace</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Artifacts and storage</source>
        <translation>产物与存储</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Server and access</source>
        <translation>服务器与访问</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
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
    <name>Shortcuts</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Reset all shortcuts</source>
        <translation>重置所有快捷键</translation>
    </message>
    <message>
        <source>Keys without Ctrl or Alt</source>
        <translation>不带 Ctrl 或 Alt 的按键</translation>
    </message>
    <message>
        <source>Single keys</source>
        <translation>单个按键</translation>
    </message>
    <message>
        <source>/ goes to the filter from a list; [ and ] fold and unfold in the log</source>
        <translation>在列表中按 / 转到筛选；在日志中按 [ 和 ] 折叠和展开</translation>
    </message>
</context>
<context>
    <name>SimplifiedNote</name>
    <message>
        <source>Simplified view</source>
        <translation>简化视图</translation>
    </message>
    <message>
        <source>Without scripts, pictures and styles</source>
        <translation>不含脚本、图片和样式</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
</context>
<context>
    <name>SmallPages</name>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
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
    <name>StackedBars</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{counts}. Most on {when}: {count}</source>
        <translation>{counts}。最多的是 {when}：{count}</translation>
    </message>
</context>
<context>
    <name>StartOn</name>
    <message>
        <source>Last view</source>
        <translation>上次的视图</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
</context>
<context>
    <name>StateBanners</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Running work continues, new executions are off. Make {path} writable again.</source>
        <translation>正在运行的继续，新的执行已停用。请使 {path} 恢复可写。</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>The database is read-only</source>
        <translation>数据库为只读</translation>
    </message>
    <message>
        <source>Waiting for another program to let go of the database</source>
        <translation>正在等待其他程序释放数据库</translation>
    </message>
    <message>
        <source>Running work continues and is saved as soon as the database is free.</source>
        <translation>正在运行的继续，数据库空闲后立即保存。</translation>
    </message>
    <message>
        <source>The database cannot be written</source>
        <translation>无法写入数据库</translation>
    </message>
    <message>
        <source>Waiting for {name} to let go of the database</source>
        <translation>正在等待 {name} 释放数据库</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>It is kept as {path}. What was only in it, such as tags and names that were changed later, may be missing from the list; logs and files are whole.</source>
        <translation>它保存为 {path}。仅存在于其中的内容（例如后来更改的标签和名称）可能会从列表中缺失；日志和文件完好无损。</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The damaged file was set aside</source>
        <translation>损坏的文件已另存</translation>
    </message>
    <message>
        <source>The database was damaged</source>
        <translation>数据库已损坏</translation>
    </message>
    <message>
        <source>StepFlow set the damaged file aside and rebuilt the list from the run folders.</source>
        <translation>StepFlow 已将损坏的文件移到一旁，并根据运行文件夹重建了列表。</translation>
    </message>
    <message>
        <source>1 execution was interrupted when the computer shut down</source>
        <translation>计算机关机时有 1 个执行被中断</translation>
    </message>
    <message>
        <source>{n} executions were interrupted when the computer shut down</source>
        <translation>计算机关机时有 {n} 个执行被中断</translation>
    </message>
    <message>
        <source>They are marked failed, with their output up to then.</source>
        <translation>已标记为失败，并保留到当时的输出。</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
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
        <source>Other computers can reach StepFlow</source>
        <translation>其他计算机可以访问 StepFlow</translation>
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
    <message>
        <source>All {n}</source>
        <translation>全部 {n}</translation>
    </message>
    <message>
        <source>{status} {n}</source>
        <translation>{status} {n}</translation>
    </message>
</context>
<context>
    <name>StepMenu</name>
    <message>
        <source>Show only this step</source>
        <translation>仅显示此步骤</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Save its log…</source>
        <translation>保存其日志…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Usual durations</source>
        <translation>通常用时</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Output</source>
        <translation>输出</translation>
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
    <message>
        <source>Go to the step that failed</source>
        <translation>转到失败的步骤</translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>failed, allowed to</source>
        <translation>失败（允许）</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed, allowed to: {message}</source>
        <translation>失败（允许）：{message}</translation>
    </message>
    <message>
        <source>Failed, allowed to</source>
        <translation>失败（允许）</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>its estimate</source>
        <translation>其估计</translation>
    </message>
    <message>
        <source>≈ {duration}</source>
        <translation>≈ {duration}</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>步骤 {number}</translation>
    </message>
    <message>
        <source>about</source>
        <translation>约</translation>
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
    <name>Storage</name>
    <message>
        <source>Artifacts and storage</source>
        <translation>产物与存储</translation>
    </message>
    <message>
        <source>Reset artifacts and storage</source>
        <translation>重置产物与存储</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>How long things are kept</source>
        <translation>保留时长</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Largest artifact</source>
        <translation>最大产物</translation>
    </message>
    <message>
        <source>A larger file is not copied; the execution says so</source>
        <translation>更大的文件不会复制；执行中会说明</translation>
    </message>
    <message>
        <source>Artifacts of one execution</source>
        <translation>单个执行的产物数</translation>
    </message>
    <message>
        <source>Largest upload of a client</source>
        <translation>客户端上传的最大大小</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>下次启动时生效</translation>
    </message>
    <message>
        <source>Clean up now</source>
        <translation>立即清理</translation>
    </message>
    <message>
        <source>Look at what can go before anything is deleted</source>
        <translation>删除前先查看可以清理的内容</translation>
    </message>
    <message>
        <source>Clean up…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Days after their end; 0 keeps them for ever. What an execution says itself comes first</source>
        <translation>结束后的天数；0 表示永久保留。以执行自身的设置为先</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Days after they were made; 0 keeps them as long as their execution</source>
        <translation>创建后的天数；0 表示与其执行保留同样久</translation>
    </message>
    <message>
        <source>Storage folder</source>
        <translation>存储文件夹</translation>
    </message>
    <message>
        <source>From the next start on. What is in the present folder stays there</source>
        <translation>下次启动时生效。当前文件夹中的内容保留原处</translation>
    </message>
    <message>
        <source>Further folders for artifacts</source>
        <translation>产物的其他文件夹</translation>
    </message>
    <message>
        <source>Scripts may name files in the working folder, and in these (separated by commas)</source>
        <translation>脚本可指定工作文件夹及这些文件夹中的文件（以逗号分隔）</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Clean up…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Largest executions</source>
        <translation>最大的执行</translation>
    </message>
    <message>
        <source>{used} of {total}, {free} free</source>
        <translation>{total} 中已用 {used}，可用 {free}</translation>
    </message>
    <message>
        <source>Older than {days} days is removed by itself</source>
        <translation>早于 {days} 天的会自动移除</translation>
    </message>
    <message>
        <source>Nothing is removed by itself</source>
        <translation>不会自动移除任何内容</translation>
    </message>
</context>
<context>
    <name>StorageMove</name>
    <message>
        <source>Copying the storage folder</source>
        <translation>正在复制存储文件夹</translation>
    </message>
    <message>
        <source>To {path}</source>
        <translation>至 {path}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The storage folder cannot be moved now</source>
        <translation>现在无法移动存储文件夹</translation>
    </message>
    <message>
        <source>The database, logs and files in {path} are copied to an empty folder of your choice, which is used from the next start on. The present folder stays as it is.</source>
        <translation>{path} 中的数据库、日志和文件将复制到您选择的空文件夹，并从下次启动起使用该文件夹。当前文件夹保持不变。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Go on in another folder?</source>
        <translation>改用另一个文件夹？</translation>
    </message>
    <message>
        <source>{name} decides where it is. Close StepFlow, copy {path} to another folder, and name that one there.</source>
        <translation>它的位置由 {name} 决定。请关闭 StepFlow，将 {path} 复制到另一个文件夹，并在那里指定新的位置。</translation>
    </message>
    <message>
        <source>What runs goes on writing into the present folder. Wait until everything has ended, or stop it ({n} not finished).</source>
        <translation>正在运行的执行仍会写入当前文件夹。请等待全部结束或将其停止（{n} 个尚未完成）。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Folder for the storage</source>
        <translation>存储所用的文件夹</translation>
    </message>
    <message>
        <source>Everything was copied to {path}</source>
        <translation>所有内容已复制到 {path}</translation>
    </message>
    <message>
        <source>It is used from the next start on. Until then nothing new should be run.</source>
        <translation>从下次启动起使用它。在此之前不应运行新的内容。</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>立即退出</translation>
    </message>
    <message>
        <source>The storage folder was not moved</source>
        <translation>存储文件夹未移动</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Waits for a free slot</source>
        <translation>等待空位</translation>
    </message>
    <message>
        <source>{position} {what}</source>
        <translation>{position} {what}</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>无步骤</translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation>还无法估计</translation>
    </message>
    <message>
        <source>starts in ≈ {time}</source>
        <translation>≈ {time}后启动</translation>
    </message>
    <message>
        <source>usually {time}</source>
        <translation>通常 {time}</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>与往常相同</translation>
    </message>
    <message>
        <source>{time} slower</source>
        <translation>慢 {time}</translation>
    </message>
    <message>
        <source>{time} faster</source>
        <translation>快 {time}</translation>
    </message>
</context>
<context>
    <name>TablePreview</name>
    <message>
        <source>Cells copied</source>
        <translation>单元格已复制</translation>
    </message>
    <message>
        <source>Show rows that contain</source>
        <translation>显示包含以下内容的行</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>按文件顺序</translation>
    </message>
    <message>
        <source>Figures of the column</source>
        <translation>列统计</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>绘图</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>{count} of the rows match</source>
        <translation>{count} 行匹配</translation>
    </message>
    <message>
        <source>{columns} columns</source>
        <translation>{columns} 列</translation>
    </message>
    <message>
        <source>more than {rows} rows × {columns}</source>
        <translation>超过 {rows} 行 × {columns}</translation>
    </message>
    <message>
        <source>{rows} rows × {columns}</source>
        <translation>{rows} 行 × {columns}</translation>
    </message>
    <message>
        <source>first {count} shown</source>
        <translation>显示前 {count} 行</translation>
    </message>
    <message>
        <source>first {count} columns</source>
        <translation>前 {count} 列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>The rows could not be arranged</source>
        <translation>无法排列这些行</translation>
    </message>
    <message>
        <source>Sort upwards</source>
        <translation>升序排序</translation>
    </message>
    <message>
        <source>Sort downwards</source>
        <translation>降序排序</translation>
    </message>
    <message>
        <source>Figures of this column</source>
        <translation>此列的统计</translation>
    </message>
    <message>
        <source>Plot this column</source>
        <translation>绘制此列</translation>
    </message>
</context>
<context>
    <name>TableVerbs</name>
    <message>
        <source>Commands copied</source>
        <translation>命令已复制</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Executions</source>
        <translation>执行</translation>
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
    <name>Telling</name>
    <message>
        <source>Show error</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show files</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{name}: now {now}, lowest {low}, highest {high}</source>
        <translation>{name}：当前 {now}，最低 {low}，最高 {high}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>≈ {duration}</source>
        <translation>≈ {duration}</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>通常</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>TimelineTab</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>时间分布</translation>
    </message>
    <message>
        <source>Select this step</source>
        <translation>选择此步骤</translation>
    </message>
    <message>
        <source>Usual duration</source>
        <translation>通常时长</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>产物</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>尚未启动</translation>
    </message>
    <message>
        <source>No step has taken any time yet</source>
        <translation>还没有步骤耗费时间</translation>
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
    <name>TokenDialog</name>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>Clients send it as “Authorization: Bearer …” or “X-API-Key: …”. Who has it can do what you can.</source>
        <translation>客户端以“Authorization: Bearer …”或“X-API-Key: …”发送。持有它的人可以做您能做的一切。</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It is kept in {path}.</source>
        <translation>保存在 {path}。</translation>
    </message>
    <message>
        <source>It was given at the start, by a variable or the settings file.</source>
        <translation>它在启动时由变量或设置文件给定。</translation>
    </message>
</context>
<context>
    <name>TrafficCard</name>
    <message>
        <source>Traffic, last hour</source>
        <translation>流量，最近一小时</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Messages a minute</source>
        <translation>每分钟消息</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>New execution…</source>
        <translation>新建执行…</translation>
    </message>
    <message>
        <source>Show window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>静音 1 小时</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>退出…</translation>
    </message>
    <message>
        <source>StepFlow: nothing running</source>
        <translation>StepFlow：没有运行中的执行</translation>
    </message>
    <message>
        <source>{n} running</source>
        <translation>{n} 个运行中</translation>
    </message>
    <message>
        <source>{n} running, next ends in {time}</source>
        <translation>{n} 个运行中，下一个将在 {time}后结束</translation>
    </message>
</context>
<context>
    <name>TreePreview</name>
    <message>
        <source>Content as a tree</source>
        <translation>树状内容</translation>
    </message>
    <message>
        <source>Find a key or value</source>
        <translation>查找键或值</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>显示文本</translation>
    </message>
    <message>
        <source>{language} · valid</source>
        <translation>{language} · 有效</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>路径已复制</translation>
    </message>
    <message>
        <source>It could not be copied</source>
        <translation>无法复制</translation>
    </message>
    <message>
        <source>Value copied</source>
        <translation>值已复制</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>Unexpected</name>
    <message>
        <source>Something went wrong</source>
        <translation>出现意外错误</translation>
    </message>
    <message>
        <source>Something went wrong in the {place}</source>
        <translation>以下位置出现意外错误：{place}</translation>
    </message>
    <message>
        <source>Something went wrong: {name}</source>
        <translation>出现意外错误：{name}</translation>
    </message>
</context>
<context>
    <name>Usage</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>CPU {cpu}, memory {memory}</source>
        <translation>CPU {cpu}，内存 {memory}</translation>
    </message>
    <message>
        <source>CPU {cpu} on average, up to {memory}</source>
        <translation>CPU 平均 {cpu}，内存最高 {memory}</translation>
    </message>
</context>
<context>
    <name>UsageCard</name>
    <message>
        <source>Resources of this run</source>
        <translation>此次运行的资源</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>The first figures come after two seconds</source>
        <translation>两秒后出现首批数据</translation>
    </message>
    <message>
        <source>It ended before there were any figures</source>
        <translation>在有数据之前就已结束</translation>
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
    <name>WhatGoes</name>
    <message>
        <source>This stops and deletes 1 execution, {artifacts} ({size}) and its log ({log}). Files in the working folder stay.</source>
        <translation>将停止并删除 1 个执行、{artifacts}（{size}）及其日志（{log}）。工作文件夹中的文件会保留。</translation>
    </message>
    <message>
        <source>This stops and deletes 1 execution and its log ({log}). Files in the working folder stay.</source>
        <translation>将停止并删除 1 个执行及其日志（{log}）。工作文件夹中的文件会保留。</translation>
    </message>
    <message>
        <source>This deletes 1 execution, {artifacts} ({size}) and its log ({log}). Files in the working folder stay.</source>
        <translation>将删除 1 个执行、{artifacts}（{size}）及其日志（{log}）。工作文件夹中的文件会保留。</translation>
    </message>
    <message>
        <source>This deletes 1 execution and its log ({log}). Files in the working folder stay.</source>
        <translation>将删除 1 个执行及其日志（{log}）。工作文件夹中的文件会保留。</translation>
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
        <source>{first}, {second}</source>
        <translation>{first}、{second}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n} 天前</translation>
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
    <name>WorkPage</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>_Asking</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>_CountButton</name>
    <message>
        <source>{count}, go to the next</source>
        <translation>{count}，转到下一个</translation>
    </message>
    <message>
        <source>Next error (F8)</source>
        <translation>下一个错误 (F8)</translation>
    </message>
    <message>
        <source>Next warning</source>
        <translation>下一个警告</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Running now</source>
        <translation>正在运行</translation>
    </message>
</context>
</TS>
