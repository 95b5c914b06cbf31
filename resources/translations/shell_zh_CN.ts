<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AssociationCard</name>
    <message>
        <source>Opening files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>A bundle, an invitation or a request that came by stick or by chat can be dropped anywhere on the window. It can open by double click as well.</source>
        <translation>从 U 盘或聊天软件收到的数据包、邀请、加入申请，可以拖到窗口的任何地方，也可以设为双击打开。</translation>
    </message>
    <message>
        <source>Open by double click</source>
        <translation>设为双击打开</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Files open here by double click</source>
        <translation>双击文件会在这里打开</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>Buildings</source>
        <translation>楼栋看板</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>室温</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>各户</translation>
    </message>
    <message>
        <source>No doors in the register yet</source>
        <translation>台账里还没有住户</translation>
    </message>
    <message>
        <source>Choose a door</source>
        <translation>请选一户</translation>
    </message>
    <message>
        <source>Who lives there stands here</source>
        <translation>这里显示住户情况</translation>
    </message>
    <message>
        <source>{buildings} buildings, {doors} doors, {late} to visit</source>
        <translation>{buildings} 栋楼，{doors} 户，{late} 户待走访</translation>
    </message>
    <message>
        <source>No. {building}</source>
        <translation>{building}号楼</translation>
    </message>
    <message>
        <source>Unit {unit}</source>
        <translation>{unit}单元</translation>
    </message>
    <message>
        <source>F{floor}</source>
        <translation>{floor}层</translation>
    </message>
    <message>
        <source>Nothing due</source>
        <translation>无待办</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Within 7 days</source>
        <translation>7天内</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>Vacant</source>
        <translation>空置</translation>
    </message>
    <message>
        <source>Register a household, or bring in a list under Office ledgers</source>
        <translation>入户登记，或到“部门台账”导入名单</translation>
    </message>
</context>
<context>
    <name>BusyBar</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>The program made a mistake</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>Your answers are safe</source>
        <translation>您填的内容都在</translation>
    </message>
    <message>
        <source>The program made a mistake. Every answer shown as kept is on disk. Go on, or close the program and open it again. The report holds no personal data; please give it to whoever looks after the program:</source>
        <translation>程序出了错。凡显示已保存的内容都已写入本机。可以继续使用，或关闭后重新打开。出错报告不含个人信息，请交给负责维护的人：</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Finished and kept: {number}</source>
        <translation>已完成并保存：{number}</translation>
    </message>
    <message>
        <source>Show the sheet</source>
        <translation>查看检查单</translation>
    </message>
    <message>
        <source>A stick is plugged in: {name}</source>
        <translation>插上了U盘：{name}</translation>
    </message>
</context>
<context>
    <name>FacilitiesPage</name>
    <message>
        <source>Facilities</source>
        <translation>消防设施</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>新登记</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) on the register</source>
        <translation>
            <numerusform>台账共 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a card for each one on the spot, or bring in a list under Office ledgers</source>
        <translation>在现场逐个建卡，或到“部门台账”导入名单</translation>
    </message>
</context>
<context>
    <name>FigureRow</name>
    <message>
        <source>Today</source>
        <translation>今日进度</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期未访</translation>
    </message>
    <message>
        <source>Open hazards</source>
        <translation>未结隐患</translation>
    </message>
    <message>
        <source>Homes warm enough</source>
        <translation>室温达标</translation>
    </message>
    <message>
        <source>done, {due} to do</source>
        <translation>已完成，待办 {due}</translation>
    </message>
    <message>
        <source>of {due} to do</source>
        <translation>待办共 {due}</translation>
    </message>
    <message>
        <source>{late} past their time</source>
        <translation>{late} 件超期</translation>
    </message>
    <message>
        <source>of {measured} measured</source>
        <translation>已测 {measured} 户</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Three things are needed: your name, the grid and its code.</source>
        <translation>请填写姓名、网格名称和网格编码。</translation>
    </message>
    <message>
        <source>Getting ready: {done} of {of}</source>
        <translation>正在准备：{done} / {of}</translation>
    </message>
    <message>
        <source>Grid Visits</source>
        <translation>网格走访</translation>
    </message>
    <message>
        <source>Fill at the door, keep, print, carry: without a network</source>
        <translation>入户填写、保存、打印、携带，不需要网络</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Look round in the demo grid</source>
        <translation>先看演示网格</translation>
    </message>
    <message>
        <source>Begin with my own grid</source>
        <translation>开始自己的网格</translation>
    </message>
    <message>
        <source>A fictional estate: 12 buildings, 432 doors, 1,041 residents, 574 facilities. It stays apart from real work and says so on every page.</source>
        <translation>虚构的小区：12 栋楼、432 户、1,041 名居民、574 件设施。与正式工作分开存放，每页都有标注。</translation>
    </message>
    <message>
        <source>I am</source>
        <translation>我是</translation>
    </message>
    <message>
        <source>as the sheets shall print it</source>
        <translation>检查单上打印的名称</translation>
    </message>
    <message>
        <source>My name</source>
        <translation>我的姓名</translation>
    </message>
    <message>
        <source>My grid</source>
        <translation>我的网格</translation>
    </message>
    <message>
        <source>Grid code</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>Grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理人员</translation>
    </message>
    <message>
        <source>I work as</source>
        <translation>我的身份</translation>
    </message>
    <message>
        <source>All can be changed later in the settings</source>
        <translation>以后可在设置中修改</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>第一步做什么</translation>
    </message>
    <message>
        <source>Nobody stands in this grid&apos;s register yet. Begin with what you have; what is due appears here by itself.</source>
        <translation>本网格还没有任何台账。手头有什么，就从什么开始；登记后到期的走访会自动出现在左边。</translation>
    </message>
    <message>
        <source>Bring in the office&apos;s ledgers</source>
        <translation>导入部门台账</translation>
    </message>
    <message>
        <source>Households, residents, facilities from .xlsx, .xls or .csv</source>
        <translation>户、人、设施名单，.xlsx、.xls 或 .csv</translation>
    </message>
    <message>
        <source>Join the office&apos;s register</source>
        <translation>加入社区的登记册</translation>
    </message>
    <message>
        <source>With its invitation; then comes what the office knows</source>
        <translation>凭社区的邀请加入，已有的台账随之送来</translation>
    </message>
    <message>
        <source>Make the office&apos;s register</source>
        <translation>建立社区的登记册</translation>
    </message>
    <message>
        <source>Then invite the grid workers&apos; laptops; all is sealed</source>
        <translation>再邀请网格员的电脑加入，往来数据全部加密</translation>
    </message>
    <message>
        <source>Exchange with the others</source>
        <translation>与其他电脑交换数据</translation>
    </message>
    <message>
        <source>By USB stick or folder comes what they know</source>
        <translation>用 U 盘或文件夹，取来他们已有的台账</translation>
    </message>
</context>
<context>
    <name>HazardsPage</name>
    <message>
        <source>Hazards</source>
        <translation>隐患事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>Report a hazard</source>
        <translation>上报隐患</translation>
    </message>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n 件未结</numerusform>
        </translation>
    </message>
    <message>
        <source>What is found on a patrol or reported stands here</source>
        <translation>巡查发现的、上报的隐患都列在这里</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Search name, door or pinyin</source>
        <translation>搜索姓名、门牌或拼音</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>Filter by name, door, code</source>
        <translation>按姓名、门牌、编号筛选</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Grid Visits</source>
        <translation>网格走访</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Residents</source>
        <translation>居民台账</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>Floating</source>
        <translation>流动人口</translation>
    </message>
    <message>
        <source>Register a household</source>
        <translation>入户登记</translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s) in the register</source>
        <translation>
            <numerusform>台账共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Register a household with who lives there, or bring in a list under Office ledgers</source>
        <translation>点“入户登记”把一户人登记进来，或到“部门台账”导入名单</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Conflicts</source>
        <translation>冲突核对</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日走访</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>楼栋看板</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民台账</translation>
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
        <source>Visits</source>
        <translation>走访记录</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>USB exchange</source>
        <translation>U盘交换</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Office ledgers</source>
        <translation>部门台账</translation>
    </message>
    <message>
        <source>Figures and print</source>
        <translation>统计与打印</translation>
    </message>
</context>
<context>
    <name>ProblemBand</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>This did not work</source>
        <translation>没有成功</translation>
    </message>
    <message>
        <source>I see</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>QuickSearch</name>
    <message>
        <source>Name, pinyin initials (zjg), door (5-2-301), code, end of phone</source>
        <translation>姓名、拼音首字母（zjg）、门牌（5-2-301）、编号、电话尾号</translation>
    </message>
    <message>
        <source>↑ ↓ choose   Enter open   Esc close</source>
        <translation>↑ ↓ 选择   回车 打开   Esc 关闭</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try a part of the name, its initials, or the door as 5-2-301</source>
        <translation>试试姓名的一部分、拼音首字母，或门牌如 5-2-301</translation>
    </message>
    <message>
        <source>Whom or what are you looking for?</source>
        <translation>您要找谁、找什么？</translation>
    </message>
</context>
<context>
    <name>Returned</name>
    <message>
        <source>Answers that this disk refused were saved at {place}</source>
        <translation>有没能存进这块磁盘的答案，存放在 {place}</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>取回来</translation>
    </message>
</context>
<context>
    <name>Secret</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What is changed here holds at once</source>
        <translation>修改后立即生效</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>使用人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理人员</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Id and grid</source>
        <translation>编号和网格</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>显示</translation>
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
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Data on this laptop</source>
        <translation>本机数据</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Laptop and register</source>
        <translation>电脑和台账编号</translation>
    </message>
    <message>
        <source>Fictional people and doors, apart from real work</source>
        <translation>人物门牌均为虚构，与正式工作分开</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>To my real work</source>
        <translation>进入正式工作</translation>
    </message>
    <message>
        <source>To the demo grid</source>
        <translation>进入演示网格</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Grid Visits keeps every answer on this laptop and needs no network. What is finished goes by USB stick.</source>
        <translation>网格走访把每个回答都保存在本机，不需要网络。完成的内容用U盘送出。</translation>
    </message>
    <message>
        <source>Text in Noto Sans SC under the SIL Open Font License.</source>
        <translation>字体为 Noto Sans SC，按 SIL 开放字体许可证使用。</translation>
    </message>
    <message>
        <source>Keys: Ctrl+K search, Alt+1 to Alt+9 pages, Alt+Left back</source>
        <translation>快捷键：Ctrl+K 搜索，Alt+1 至 Alt+9 换页，Alt+← 返回</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>Inspection sheet</source>
        <translation>检查单</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Drawing the sheet</source>
        <translation>正在生成检查单</translation>
    </message>
    <message>
        <source>The font lacks {signs}: write them by hand on the paper</source>
        <translation>字库缺少 {signs}，请在纸上手写</translation>
    </message>
</context>
<context>
    <name>SubjectListPage</name>
    <message>
        <source>Choose one at the left</source>
        <translation>请在左侧选择</translation>
    </message>
    <message>
        <source>What is known of it stands here, and a visit begins here</source>
        <translation>这里显示已知情况，并可开始走访</translation>
    </message>
</context>
<context>
    <name>SubjectPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>SubjectPanel</name>
    <message>
        <source>Two laptops tell different things: {fields}</source>
        <translation>两台电脑记录不同：{fields}</translation>
    </message>
    <message>
        <source>Start: {form}</source>
        <translation>开始{form}</translation>
    </message>
    <message>
        <source>Belongs to it</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Last visits</source>
        <translation>最近走访</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变更历史</translation>
    </message>
    <message>
        <source>Other forms</source>
        <translation>其他表单</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today&apos;s visits</source>
        <translation>今日走访</translation>
    </message>
    <message>
        <source>To visit</source>
        <translation>走访清单</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30天</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
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
        <translation>设施</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>隐患</translation>
    </message>
    <message>
        <source>Fix items</source>
        <translation>实事项目</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有待办</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>临时走访</translation>
    </message>
    <message>
        <source>{late} late, {due} due, {done} done today</source>
        <translation>逾期 {late}，待办 {due}，今日已完成 {done}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Nobody to visit yet</source>
        <translation>还没有走访对象</translation>
    </message>
    <message>
        <source>The first steps stand beside this</source>
        <translation>怎样开始，见右侧</translation>
    </message>
    <message>
        <source>The days to come stand under 7 days and 30 days</source>
        <translation>以后几天的见“7天”“30天”</translation>
    </message>
    <message>
        <source>What no list asks for is begun by a door under Buildings, or by New visit</source>
        <translation>到“楼栋看板”点一户，或点“临时走访”，就可以开始</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n year(s) old</source>
        <translation>
            <numerusform>%n 岁</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n facilities due</source>
        <translation>
            <numerusform>%n 件设施待检</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitPanel</name>
    <message>
        <source>Choose a visit at the left</source>
        <translation>请在左侧选择一次走访</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>检查单</translation>
    </message>
    <message>
        <source>Two laptops changed this visit; both versions are kept</source>
        <translation>两台电脑都改过这次走访，两个版本都保留</translation>
    </message>
    <message>
        <source>Visited</source>
        <translation>走访对象</translation>
    </message>
    <message>
        <source>Versions, all of them kept</source>
        <translation>版本（全部保留）</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>已被替换</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>数据去向</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>去核对</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>标为已审核</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <translation>走访记录</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30天</translation>
    </message>
    <message>
        <source>All forms</source>
        <translation>全部表单</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>姓名或编号</translation>
    </message>
    <message>
        <source>No visit here yet</source>
        <translation>还没有走访记录</translation>
    </message>
    <message>
        <source>Begin one from the Today page</source>
        <translation>从“今日走访”开始</translation>
    </message>
    <message numerus="yes">
        <source>%n finished visit(s)</source>
        <translation>
            <numerusform>共完成 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Throw this draft away</source>
        <translation>丢弃这份草稿</translation>
    </message>
    <message>
        <source>Throw this draft away?</source>
        <translation>丢弃这份草稿？</translation>
    </message>
    <message>
        <source>Its answers are lost. A finished visit stays as it was.</source>
        <translation>填写的内容将丢失。已完成的走访不受影响。</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Go on with this visit</source>
        <translation>继续填写这次走访</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Heating visit</source>
        <translation>访民问暖</translation>
    </message>
    <message>
        <source>Special-group follow-up</source>
        <translation>探访关爱</translation>
    </message>
    <message>
        <source>Fire patrol</source>
        <translation>消防巡查</translation>
    </message>
    <message>
        <source>Hazard report</source>
        <translation>隐患上报</translation>
    </message>
    <message>
        <source>Hazard handling</source>
        <translation>事件处置</translation>
    </message>
    <message>
        <source>Household registration</source>
        <translation>入户登记</translation>
    </message>
    <message>
        <source>Facility card</source>
        <translation>设施登记卡</translation>
    </message>
    <message>
        <source>Outreach log</source>
        <translation>宣传活动</translation>
    </message>
    <message>
        <source>Consultation record</source>
        <translation>议事协商</translation>
    </message>
    <message>
        <source>Fix-item progress</source>
        <translation>实事进度</translation>
    </message>
    <message>
        <source>Estate profile</source>
        <translation>小区档案</translation>
    </message>
    <message>
        <source>Door to door in winter: room temperature, problems, advice</source>
        <translation>冬季入户：室温、问题、建议</translation>
    </message>
    <message>
        <source>Elderly alone, disabled, on aid: how they are, what they need</source>
        <translation>独居老人、残疾人、低保户：状况与需求</translation>
    </message>
    <message>
        <source>Stairwells and fire equipment of one unit, piece by piece</source>
        <translation>一个单元的楼道和消防设施，逐件检查</translation>
    </message>
    <message>
        <source>A problem, its place, its photo</source>
        <translation>问题、位置、照片</translation>
    </message>
    <message>
        <source>Respond, dispatch, fix, verify, close</source>
        <translation>响应、分派、整改、核查、办结</translation>
    </message>
    <message>
        <source>A door and who lives there: new, changed, moved out</source>
        <translation>一户一档：新登记、变更、迁出</translation>
    </message>
    <message>
        <source>Extinguisher, hydrant, light: its card and dates</source>
        <translation>灭火器、消火栓、应急灯的卡片和日期</translation>
    </message>
    <message>
        <source>Talks, leaflets, volunteering: place, people, hours</source>
        <translation>讲座、资料、志愿服务：地点、人次、时长</translation>
    </message>
    <message>
        <source>A meeting of 1+4+X: views, votes, items agreed</source>
        <translation>“1+4+X”议事：意见、表决、议定事项</translation>
    </message>
    <message>
        <source>How far an agreed item has come</source>
        <translation>议定事项的进展</translation>
    </message>
    <message>
        <source>Property service of an estate: model, company, committee</source>
        <translation>小区物业：模式、企业、业委会</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Facility</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>Hazard</source>
        <translation>隐患</translation>
    </message>
    <message>
        <source>Fix item</source>
        <translation>实事项目</translation>
    </message>
    <message>
        <source>Estate</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门牌</translation>
    </message>
    <message>
        <source>Household code</source>
        <translation>户编码</translation>
    </message>
    <message>
        <source>Event no.</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>上次检查</translation>
    </message>
    <message>
        <source>Last fault</source>
        <translation>上次故障</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次探访</translation>
    </message>
    <message>
        <source>Last temperature</source>
        <translation>最近室温</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>测温日期</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>室温等级</translation>
    </message>
    <message>
        <source>Next due</source>
        <translation>下次日期</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>限期</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>To be scrapped</source>
        <translation>报废日期</translation>
    </message>
    <message>
        <source>Service due</source>
        <translation>送修日期</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>报告时间</translation>
    </message>
    <message>
        <source>Answered after (min)</source>
        <translation>响应用时（分钟）</translation>
    </message>
    <message>
        <source>Times not met</source>
        <translation>未见次数</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>人群类别</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险等级</translation>
    </message>
    <message>
        <source>Cycle (days)</source>
        <translation>探访周期（天）</translation>
    </message>
    <message>
        <source>Lives here</source>
        <translation>居住状态</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Head of household</source>
        <translation>户主</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Emergency phone</source>
        <translation>紧急联系电话</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>紧急联系人</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成量</translation>
    </message>
    <message>
        <source>Done on</source>
        <translation>完工日期</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最近环节</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>处置人</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>出厂年月</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Garage</source>
        <translation>地下车库</translation>
    </message>
    <message>
        <source>Outdoors</source>
        <translation>室外</translation>
    </message>
    <message>
        <source>Property office</source>
        <translation>物业办公室</translation>
    </message>
    <message>
        <source>Bicycle shed</source>
        <translation>车棚</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>queries</name>
    <message>
        <source>kept {when}</source>
        <translation>保存于 {when}</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>有两个版本</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>已答 {answered}/{asked}</translation>
    </message>
</context>
<context>
    <name>subjects</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
</context>
</TS>
