<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FormCard</name>
    <message>
        <source>Hidden on this laptop</source>
        <translation>已在这台电脑上隐藏</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>Hide from this page</source>
        <translation>从本页隐藏</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>试填</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>各个版本</translation>
    </message>
</context>
<context>
    <name>FormCheck</name>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>What it asks</source>
        <translation>表单内容</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
    <message>
        <source>Putting it on the shelf</source>
        <translation>正在上架</translation>
    </message>
    <message>
        <source>Nothing to see while there are errors</source>
        <translation>改正错误后才能预览</translation>
    </message>
    <message>
        <source>Back to the forms</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>试填</translation>
    </message>
    <message>
        <source>Put on the shelf</source>
        <translation>上架使用</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): put them right in the file, then import it again</source>
        <translation>
            <numerusform>有 %n 处错误：请在文件里改正后重新导入</numerusform>
        </translation>
    </message>
    <message>
        <source>This very form is on the shelf already</source>
        <translation>这份表单已经上架，内容完全相同</translation>
    </message>
    <message>
        <source>The shelf has version {version} of this form with other content. Raise the version on its sheet “settings”, then import it again: visits made with the old one keep opening with it.</source>
        <translation>已上架的 {version} 版内容与这份不同。请在 settings 表里把版本号改大，再重新导入；以前填的走访仍用原来的版本打开。</translation>
    </message>
    <message>
        <source>The shelf has a newer version, {newest}: new visits go on using that one. Raise the version where this one is to be used.</source>
        <translation>已有更新的版本 {newest}，新的走访仍用那一版。要改用这一版，请把版本号改大。</translation>
    </message>
    <message>
        <source>It can be used; look at what was found</source>
        <translation>可以使用；请看一下检查结果</translation>
    </message>
    <message>
        <source>Nothing is wrong with it</source>
        <translation>没有发现问题</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>没有发现问题</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>column {name}</source>
        <translation>{name} 列</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s)</source>
        <translation>
            <numerusform>还有 %n 题</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes along: {names}</source>
        <translation>随表单带走：{names}</translation>
    </message>
</context>
<context>
    <name>FormVersions</name>
    <message>
        <source>Versions</source>
        <translation>各个版本</translation>
    </message>
    <message>
        <source>New visits use the newest; a visit opens with the version it was made with</source>
        <translation>新的走访用最新一版；以前的走访用当时的版本打开</translation>
    </message>
    <message>
        <source>Back to the forms</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次走访</numerusform>
        </translation>
    </message>
    <message>
        <source>Two contents</source>
        <translation>内容不一</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>试填</translation>
    </message>
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Forms</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>Import a form</source>
        <translation>导入表单</translation>
    </message>
    <message>
        <source>An XLSForm (.xlsx, .xls, .md, .csv) or an XForm (.xml)</source>
        <translation>XLSForm（.xlsx、.xls、.md、.csv）或 XForm（.xml），也可以拖进来</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden form(s)</source>
        <translation>
            <numerusform>已隐藏 %n 张表单</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin a visit that no list asks for; who it is to is asked first</source>
        <translation>主动开始一次走访；先选走访对象</translation>
    </message>
    <message>
        <source>{name}, version {version}, is on the shelf. It goes along to the other laptops with the next USB exchange.</source>
        <translation>“{name}”{version} 版已上架，下次 U 盘交换时会带到其他电脑。</translation>
    </message>
</context>
<context>
    <name>HeadingMatch</name>
    <message>
        <source>What each column is</source>
        <translation>各列对应的内容</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>台账的列</translation>
    </message>
    <message>
        <source>Its first values</source>
        <translation>前几个值</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>对应为</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>What you set here is remembered on this laptop for tables like this one</source>
        <translation>这里的选择会记在本机，下次遇到同样表头的台账直接使用</translation>
    </message>
    <message>
        <source>Where the headings stand</source>
        <translation>表头所在行</translation>
    </message>
    <message>
        <source>Row {row}: {text}</source>
        <translation>第 {row} 行：{text}</translation>
    </message>
</context>
<context>
    <name>LedgerBar</name>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>The day it tells of</source>
        <translation>台账日期</translation>
    </message>
    <message>
        <source>What was recorded after this day stays as it is</source>
        <translation>这一天以后登记的内容保留不动</translation>
    </message>
</context>
<context>
    <name>LedgerImport</name>
    <message>
        <source>Comparing again</source>
        <translation>正在重新比对</translation>
    </message>
    <message>
        <source>Bringing in {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>另存为 .xlsx</translation>
    </message>
    <message>
        <source>{file} is written. It names people: pass it on with care.</source>
        <translation>已写好 {file}。里面有个人信息，请妥善保管。</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写 {file}</translation>
    </message>
    <message>
        <source>Comparing {file} with the register</source>
        <translation>正在核对 {file}</translation>
    </message>
    <message numerus="yes">
        <source>Bring in %n row(s)</source>
        <translation>
            <numerusform>导入 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is written yet. </source>
        <translation>还没有写入。</translation>
    </message>
    <message>
        <source>The register says all this already. </source>
        <translation>登记册里都已经有了，没有要导入的。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) may be known already: say which, or they stay out. </source>
        <translation>
            <numerusform>有 %n 行可能已经登记过：请逐一选择，不选就先不导入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns left out: {names}</source>
        <translation>没有用到的列：{names}</translation>
    </message>
    <message>
        <source>Back, change nothing</source>
        <translation>返回，不改动</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>对应列</translation>
    </message>
    <message>
        <source>Save this list</source>
        <translation>保存这份清单</translation>
    </message>
    <message>
        <source>All to decide</source>
        <translation>全部待定行</translation>
    </message>
    <message>
        <source>The same as the likeliest</source>
        <translation>都和最像的那条是同一条</translation>
    </message>
    <message>
        <source>All are new</source>
        <translation>都是新的</translation>
    </message>
    <message>
        <source>Leave all out</source>
        <translation>都不要</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新核对</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Not brought in</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>不变</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) come in although something in them is doubtful: the reasons stand beside them. </source>
        <translation>
            <numerusform>有 %n 行有疑问但照样导入：原因写在旁边，请核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>Come in, to look at</source>
        <translation>导入但需核对</translation>
    </message>
    <message>
        <source>The register changed meanwhile, so it was compared again: look once more. </source>
        <translation>登记册期间有变化，已重新比对，请再看一遍。</translation>
    </message>
</context>
<context>
    <name>LedgerStart</name>
    <message>
        <source>What is brought in here stands here, to be undone</source>
        <translation>导入过的台账列在这里，可以整次撤销</translation>
    </message>
    <message>
        <source>No import yet</source>
        <translation>还没有导入过</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Bring in a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>An office&apos;s own table, .xlsx, .xls or .csv. What it would change is shown first; nothing is written before you say so.</source>
        <translation>部门自己的表格，.xlsx、.xls 或 .csv。先列出会改动什么，您确认之前什么也不写入。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>File, chosen or dropped here</source>
        <translation>选择文件，或拖到这里</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>先看看</translation>
    </message>
    <message>
        <source>Take a list out</source>
        <translation>导出清单</translation>
    </message>
    <message>
        <source>As .xlsx with every cell as text, identity numbers in full. Who took it out, when and what for is kept in the log.</source>
        <translation>导出为 .xlsx，每格都是文本，证件号码完整。谁、何时、为何导出都记入日志。</translation>
    </message>
    <message>
        <source>What it is needed for</source>
        <translation>用途，如：街道核对人口</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>另存为 .xlsx</translation>
    </message>
    <message>
        <source>Imports on this laptop</source>
        <translation>这台电脑上的导入</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) created or changed</source>
        <translation>
            <numerusform>新增或更新 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>LedgerUndoing</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Back, change nothing</source>
        <translation>返回，不改动</translation>
    </message>
    <message>
        <source>Looking at what was changed since</source>
        <translation>正在查看导入以后的改动</translation>
    </message>
    <message>
        <source>Undoing {file}</source>
        <translation>正在撤销 {file}</translation>
    </message>
    <message>
        <source>Nothing is written yet. What was worked on since stays as it is.</source>
        <translation>还没有写入。导入以后走访过、改过的保留不动。</translation>
    </message>
</context>
<context>
    <name>Ledgers</name>
    <message>
        <source>Households</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Facilities</source>
        <translation>消防设施</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>隐患事件</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>宣传活动</translation>
    </message>
    <message>
        <source>Fix items</source>
        <translation>实事项目</translation>
    </message>
    <message>
        <source>Estates</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>In the lists</source>
        <translation>是否列出</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>Not brought in</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>无需处理</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>列出</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>不列出</translation>
    </message>
    <message>
        <source>With a row above</source>
        <translation>并入前面的行</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>The same as {name}</source>
        <translation>和 {name} 是同一条</translation>
    </message>
    <message>
        <source>A new one</source>
        <translation>是新的</translation>
    </message>
    <message>
        <source>Bring it in as it is told here</source>
        <translation>照这里所说导入</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不要这一行</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>先不决定</translation>
    </message>
    <message>
        <source>in the register</source>
        <translation>登记册里</translation>
    </message>
    <message>
        <source>the same number or name</source>
        <translation>编号或名称相同</translation>
    </message>
    <message>
        <source>The same as another one: name, door, number</source>
        <translation>和另外一条相同：输入姓名、门牌或号码查找</translation>
    </message>
</context>
<context>
    <name>LedgersPage</name>
    <message>
        <source>Office ledgers</source>
        <translation>部门台账</translation>
    </message>
    <message>
        <source>Brought in: {created} new, {updated} changed, {same} unchanged</source>
        <translation>已导入：新增 {created} 条，更新 {updated} 条，不变 {same} 条</translation>
    </message>
    <message>
        <source>Undone: {hide} taken out, {restore} put back</source>
        <translation>已撤销：移出 {hide} 条，恢复 {restore} 条</translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as worked on since</source>
        <translation>
            <numerusform>有 %n 条后来处理过，保留不动</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>另存为 .xlsx</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写 {file}</translation>
    </message>
    <message>
        <source>{file} is written. It names people: pass it on with care.</source>
        <translation>已写好 {file}。里面有个人信息，请妥善保管。</translation>
    </message>
    <message>
        <source>Tables of the office come in here, and go out as workbooks</source>
        <translation>部门的表格从这里导入，清单从这里导出</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写入</translation>
    </message>
</context>
<context>
    <name>PeriodChoice</name>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>From day to day</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Figures and print</source>
        <translation>统计与打印</translation>
    </message>
    <message>
        <source>Ledgers and reports</source>
        <translation>台账与报表</translation>
    </message>
    <message>
        <source>Preview and print</source>
        <translation>预览打印</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>给谁看</translation>
    </message>
    <message>
        <source>Office above the title</source>
        <translation>表头单位</translation>
    </message>
    <message>
        <source>Worker: IDs, phones masked</source>
        <translation>网格员：证件、电话部分遮住</translation>
    </message>
    <message>
        <source>Street: names shortened</source>
        <translation>街道：姓名只留姓</translation>
    </message>
    <message>
        <source>Notice: no IDs, no doors</source>
        <translation>公示：不显示证件和门牌</translation>
    </message>
    <message>
        <source>All grids</source>
        <translation>全部网格</translation>
    </message>
    <message>
        <source>The grid&apos;s own name</source>
        <translation>默认为网格名称</translation>
    </message>
    <message>
        <source>This ledger shows everything as it stands now</source>
        <translation>这份台账列出现在的全部记录，不按时段筛选</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Rows</source>
        <translation>各行</translation>
    </message>
    <message>
        <source>No such row</source>
        <translation>没有这样的行</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>已停止，什么都没有改动。</translation>
    </message>
</context>
</TS>
