<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConflictField</name>
    <message>
        <source>Show the visit&apos;s sheet</source>
        <translation>查看这次走访的检查单</translation>
    </message>
    <message>
        <source>Another value</source>
        <translation>填其他值</translation>
    </message>
    <message>
        <source>Type what is right</source>
        <translation>填写正确的内容</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>What is known</source>
        <translation>查看档案</translation>
    </message>
    <message>
        <source>All that was ever written to these fields</source>
        <translation>这些项目写过的全部内容</translation>
    </message>
    <message>
        <source>Shown meanwhile because it was written last, {when}; neither laptop knew of the other&apos;s value.</source>
        <translation>暂时显示这一个，因为它是最后写下的（{when}）；两台电脑当时都不知道对方的内容。</translation>
    </message>
    <message>
        <source>Shown meanwhile because it was written after more of the others&apos; work, {when}; a laptop&apos;s clock may be wrong.</source>
        <translation>暂时显示这一个，因为写它时已收到别人更多的记录（{when}）；可能有电脑的时钟不准。</translation>
    </message>
    <message>
        <source>Every decision can be taken back; no value is lost.</source>
        <translation>每个决定都能撤回，任何内容都不会丢。</translation>
    </message>
    <message numerus="yes">
        <source>Decide %n field(s)</source>
        <translation>
            <numerusform>确定 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>冲突核对</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Decide many by a rule</source>
        <translation>按规则批量核对</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n to decide; nothing is lost meanwhile</source>
        <translation>
            <numerusform>%n 处待核对，核对前内容都在</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided so far</source>
        <translation>还没有核对过</translation>
    </message>
    <message>
        <source>Values that two laptops wrote differently come here</source>
        <translation>两台电脑写得不一样的内容会列在这里</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) decided</source>
        <translation>
            <numerusform>已确定 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) taken back</source>
        <translation>
            <numerusform>已撤回 %n 个决定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is disputed</source>
        <translation>没有待核对的冲突</translation>
    </message>
</context>
<context>
    <name>CustodyPage</name>
    <message>
        <source>Where everything is</source>
        <translation>数据去向</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>未送达</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺的包</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>待查看</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>This laptop works alone: nobody confirms what arrives</source>
        <translation>本机单独使用：没有人确认收到</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not confirmed yet</source>
        <translation>
            <numerusform>%n 条记录还没有确认收到</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>缺 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}: done for {was}, belongs to {now} now</source>
        <translation>{who}：按 {was} 走访，现属 {now}</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>待查看</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>这里有 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message numerus="yes">
        <source>%n stretch(es) missing here</source>
        <translation>
            <numerusform>缺 %n 段记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has arrived at the office</source>
        <translation>办公室已全部收到</translation>
    </message>
    <message>
        <source>Nothing is missing here</source>
        <translation>这里什么都不缺</translation>
    </message>
    <message>
        <source>Why counts differ</source>
        <translation>数目不同的原因</translation>
    </message>
    <message numerus="yes">
        <source>%n counted otherwise</source>
        <translation>
            <numerusform>%n 条计数不同</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustodyPanel</name>
    <message>
        <source>Nothing to see here</source>
        <translation>没有可看的</translation>
    </message>
    <message>
        <source>Show the sheet</source>
        <translation>查看检查单</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>标为已审核</translation>
    </message>
    <message>
        <source>Have that laptop write to a stick again: it sends what this one lacks. Packages may come in any order.</source>
        <translation>请那台电脑再写一次U盘：它会补上这里缺的。先后顺序不要紧。</translation>
    </message>
    <message>
        <source>It is kept whole and unopened. Grant the laptop in the register, and it is read at the next import.</source>
        <translation>原样保存，没有打开。在登记册里批准那台电脑后，下次读入时就会读取。</translation>
    </message>
    <message>
        <source>To the register</source>
        <translation>去登记册</translation>
    </message>
    <message>
        <source>Counted here: {counts}</source>
        <translation>本机清点：{counts}</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
</context>
<context>
    <name>CustodyWords</name>
    <message>
        <source>Written</source>
        <translation>写下</translation>
    </message>
    <message>
        <source>Put on a stick or sent</source>
        <translation>装上U盘或送出</translation>
    </message>
    <message>
        <source>Received by the office</source>
        <translation>办公室收到</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>on a stick</source>
        <translation>已装上U盘</translation>
    </message>
    <message>
        <source>on its laptop only</source>
        <translation>只在本电脑</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>nothing known here</source>
        <translation>这里不知道</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s): every office has the original, here is a small copy</source>
        <translation>
            <numerusform>%n 张照片：办公室都有原件，本机留小图</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>What is known</source>
        <translation>查看档案</translation>
    </message>
    <message>
        <source>{value}  (before: {before})</source>
        <translation>{value}（之前：{before}）</translation>
    </message>
    <message>
        <source>{value}  (as shown before)</source>
        <translation>{value}（与之前显示的相同）</translation>
    </message>
    <message>
        <source>Taking it back is a decision too: the value before stands.</source>
        <translation>撤回也是一个决定：恢复显示之前的内容。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Works offline</source>
        <translation>离线可用</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) to hand over</source>
        <translation>
            <numerusform>%n 次走访待送出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not confirmed by the office yet</source>
        <translation>
            <numerusform>%n 条记录办公室还没确认</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has arrived at the office</source>
        <translation>办公室已全部收到</translation>
    </message>
    <message>
        <source>Everything handed over</source>
        <translation>已全部送出</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>上次 {when}</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在送出</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待送出</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Other changes to hand over</source>
        <translation>有其他更改待送出</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>USB exchange</source>
        <translation>U盘交换</translation>
    </message>
    <message>
        <source>What the other side lacks is carried; nothing is carried twice</source>
        <translation>只带对方没有的，不会重复</translation>
    </message>
    <message>
        <source>To USB</source>
        <translation>送到U盘</translation>
    </message>
    <message>
        <source>Writes what the folder lacks. The stick may be pulled at any time: nothing is lost, the next time goes on.</source>
        <translation>写入该文件夹缺少的内容。随时可以拔出，不会丢失，下次接着写。</translation>
    </message>
    <message>
        <source>Write to USB</source>
        <translation>写入U盘</translation>
    </message>
    <message>
        <source>From USB</source>
        <translation>从U盘读取</translation>
    </message>
    <message>
        <source>Reads what others have finished. Read in any order, as often as you like: what is known already changes nothing.</source>
        <translation>读取别人完成的内容。顺序和次数不限，已有的不会重复。</translation>
    </message>
    <message>
        <source>Read from USB</source>
        <translation>从U盘读取</translation>
    </message>
    <message>
        <source>Files from chat or mail</source>
        <translation>聊天或邮件里的文件</translation>
    </message>
    <message>
        <source>Drop a .gvb file anywhere on this window, or open it by a double click. Its name may have changed on the way.</source>
        <translation>把 .gvb 文件拖到窗口任何地方，或者双击打开。途中改了名字也没关系。</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Plug in a stick: it is recognised by itself. Any other folder can be chosen below.</source>
        <translation>插上U盘会自动识别。其他文件夹可以在下面选择。</translation>
    </message>
</context>
<context>
    <name>ExchangeTabs</name>
    <message>
        <source>Sticks and files</source>
        <translation>U盘和文件</translation>
    </message>
    <message>
        <source>Where everything is</source>
        <translation>数据去向</translation>
    </message>
    <message>
        <source>Register and laptops</source>
        <translation>登记册和电脑</translation>
    </message>
    <message>
        <source>Office folder</source>
        <translation>办公室文件夹</translation>
    </message>
</context>
<context>
    <name>ExchangeTold</name>
    <message>
        <source>this laptop</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>laptop {id}</source>
        <translation>电脑 {id}</translation>
    </message>
    <message>
        <source>laptop of {name}</source>
        <translation>{name}的电脑</translation>
    </message>
    <message>
        <source>visit: {form}</source>
        <translation>走访：{form}</translation>
    </message>
    <message>
        <source>decided here before</source>
        <translation>之前的核对决定</translation>
    </message>
    <message>
        <source>hidden or shown again</source>
        <translation>隐藏或恢复</translation>
    </message>
    <message>
        <source>ledger or correction at the office</source>
        <translation>台账导入或后台更正</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Shown in lists</source>
        <translation>是否显示</translation>
    </message>
    <message>
        <source>Name in lists</source>
        <translation>列表名称</translation>
    </message>
</context>
<context>
    <name>ForkPanel</name>
    <message>
        <source>The versions answer every question alike.</source>
        <translation>几个版本的答案完全一样。</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>（未答）</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Two laptops finished a version without knowing of each other. Choose answer by answer: the form opens with them, and what you finish there replaces all versions. Every version is kept.</source>
        <translation>两台电脑各自完成了一个版本，互不知情。请逐题选定：表单会带着选定的答案打开，完成后取代所有版本。每个版本都会保留。</translation>
    </message>
    <message>
        <source>Open the form with these answers</source>
        <translation>带着这些答案打开表单</translation>
    </message>
</context>
<context>
    <name>GrantDialog</name>
    <message>
        <source>{who} asks to join as {role}. Have the code read out that stands on that laptop, and type it: so you know that it is this laptop and no other.</source>
        <translation>{who}申请以“{role}”加入。请让对方念出那台电脑上的核对码，照着输入：这样就能确定是这台电脑。</translation>
    </message>
    <message>
        <source>Take a laptop in</source>
        <translation>批准电脑加入</translation>
    </message>
    <message>
        <source>Code on that laptop</source>
        <translation>对方电脑上的核对码</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>网格（用空格隔开）</translation>
    </message>
    <message>
        <source>Until (blank: no end)</source>
        <translation>截止日（空：不限）</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>批准</translation>
    </message>
</context>
<context>
    <name>GridsDialog</name>
    <message>
        <source>{who} receives from now on what belongs to these grids. Late work of the old grids still arrives and is shown to you.</source>
        <translation>{who}今后收到这些网格的内容。原网格晚到的记录仍会收下，并请您查看。</translation>
    </message>
    <message>
        <source>Assign grids</source>
        <translation>分配网格</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>网格（用空格隔开）</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite a laptop</source>
        <translation>邀请电脑加入</translation>
    </message>
    <message>
        <source>The invitation holds no secret: whoever has it can only ask to join. You take the laptop in once its code was read out to you.</source>
        <translation>邀请里没有秘密：拿到的人只能申请。对方念出核对码后，由您批准。</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>网格（用空格隔开）</translation>
    </message>
    <message>
        <source>Staff id</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Holds for days</source>
        <translation>有效天数</translation>
    </message>
    <message>
        <source>Make the invitation</source>
        <translation>生成邀请</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>{file} is written</source>
        <translation>已写入 {file}</translation>
    </message>
    <message>
        <source>Copied: paste it into a message</source>
        <translation>已复制，可以粘贴到消息里</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>存为文件</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>存为图片</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>Choose a laptop at the left</source>
        <translation>请在左边选一台电脑</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Staff id</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Seen last</source>
        <translation>最近记录</translation>
    </message>
    <message>
        <source>Records here</source>
        <translation>已有记录</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>还欠</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>隔离中</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Revoked; accepted up to its record {last}. What came later waits in quarantine, visible and whole.</source>
        <translation>已取消；收到第 {last} 号记录为止。之后来的放在隔离区，看得见，不会删。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Assign grids</source>
        <translation>分配网格</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Grant again</source>
        <translation>重新批准</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>加入时间</translation>
    </message>
</context>
<context>
    <name>OfficePage</name>
    <message>
        <source>Office folder</source>
        <translation>办公室文件夹</translation>
    </message>
    <message>
        <source>Where there is a network, records go by themselves; sticks go on</source>
        <translation>有网络时自动送；U盘照样能用</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Only for SFTP with a private key</source>
        <translation>只有用私钥的 SFTP 才填</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Account or key id</source>
        <translation>账号或密钥编号</translation>
    </message>
    <message>
        <source>Password or secret</source>
        <translation>密码或密钥</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>WebDAV, S3, SFTP, or a path: {examples}</source>
        <translation>WebDAV、S3、SFTP 或路径：{examples}</translation>
    </message>
    <message>
        <source>Kept encrypted on this laptop; what lies there is sealed.</source>
        <translation>加密保存在本机；放到那里的内容都是加密的。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>It is the right server</source>
        <translation>确认是这台服务器</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动送取</translation>
    </message>
    <message>
        <source>Send and fetch by itself</source>
        <translation>自动送出和取回</translation>
    </message>
    <message>
        <source>Also on battery</source>
        <translation>用电池时也送</translation>
    </message>
    <message>
        <source>Also where the network costs by volume</source>
        <translation>按流量计费的网络也送</translation>
    </message>
    <message>
        <source>Send and fetch now</source>
        <translation>现在送取</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Kept. It is served by itself from now on.</source>
        <translation>已保存。今后自动送取。</translation>
    </message>
    <message>
        <source>No office folder is used</source>
        <translation>不使用办公室文件夹</translation>
    </message>
    <message>
        <source>Reached, but nothing may be written there</source>
        <translation>能连上，但不能写入</translation>
    </message>
    <message>
        <source>Reached; it can be written to</source>
        <translation>能连上，可以写入</translation>
    </message>
    <message>
        <source>Reached; {size} MB free</source>
        <translation>能连上，剩余 {size} MB</translation>
    </message>
    <message>
        <source>Served last: {when}</source>
        <translation>上次送取：{when}</translation>
    </message>
    <message>
        <source>{done} of {of}</source>
        <translation>{done} / {of}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) after every office has them</source>
        <translation>
            <numerusform>办公室都收到后 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>stay here</source>
        <translation>一直留在本机</translation>
    </message>
    <message>
        <source>Originals of photos</source>
        <translation>照片原件</translation>
    </message>
    <message>
        <source>Then a small copy stays; it frees room on this laptop.</source>
        <translation>之后本机只留小图，腾出空间。</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message numerus="yes">
        <source>%n package(s) of others delivered here</source>
        <translation>
            <numerusform>替别人送到 %n 个包</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sealed: this laptop belongs to no register. Whoever has the stick can read it.</source>
        <translation>没有加密：本机没有加入登记册，拿到U盘的人都能读。</translation>
    </message>
    <message>
        <source>The folder has everything already</source>
        <translation>该文件夹已是最新，无需写入</translation>
    </message>
    <message>
        <source>Written: {ops} record(s) in {bundles} bundle(s), {photos} photo(s). The stick may be pulled out.</source>
        <translation>已写入 {ops} 条记录（{bundles} 个数据包）、{photos} 张照片。可以拔出U盘了。</translation>
    </message>
    <message>
        <source>Nothing new on it: everything was here already</source>
        <translation>没有新内容，本机已全部有了</translation>
    </message>
    <message>
        <source>Taken up: {new} new record(s), {photos} photo(s)</source>
        <translation>已读入 {new} 条新记录、{photos} 张照片</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) still on the way</source>
        <translation>
            <numerusform>还有 %n 张照片未送到</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stretch(es) still missing</source>
        <translation>
            <numerusform>还缺 %n 段记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) wait in quarantine</source>
        <translation>
            <numerusform>%n 个包在隔离区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) taken along for others</source>
        <translation>
            <numerusform>替别人带上 %n 个包</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) differ under one number: a copied workspace</source>
        <translation>
            <numerusform>%n 条记录编号相同内容不同：有工作区被拷贝过</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pick</name>
    <message>
        <source>shown now</source>
        <translation>当前显示</translation>
    </message>
</context>
<context>
    <name>RegisterAlone</name>
    <message>
        <source>This laptop works alone: everything works, and what it writes to a stick is signed but not sealed. Nobody confirms that it arrived.</source>
        <translation>本机单独使用：功能齐全；写到U盘的内容有签名但不加密，也没有人确认收到。</translation>
    </message>
    <message>
        <source>Join a register</source>
        <translation>加入登记册</translation>
    </message>
    <message>
        <source>Text of the invitation</source>
        <translation>邀请文字</translation>
    </message>
    <message>
        <source>Open the invitation</source>
        <translation>打开邀请</translation>
    </message>
    <message>
        <source>Join by the text</source>
        <translation>用文字加入</translation>
    </message>
    <message>
        <source>Make a register</source>
        <translation>新建登记册</translation>
    </message>
    <message>
        <source>For the office. It begins with a recovery sheet: print it twice and lock it away. Without it nothing can be recovered if every laptop is lost.</source>
        <translation>由办公室新建。先生成恢复单：打印两份，锁好。所有电脑都丢失时，没有它什么也恢复不了。</translation>
    </message>
    <message>
        <source>Name, as 济阳街道翔宇社区</source>
        <translation>名称，如：济阳街道翔宇社区</translation>
    </message>
    <message>
        <source>Name of the register</source>
        <translation>登记册名称</translation>
    </message>
    <message>
        <source>Make the recovery sheet</source>
        <translation>生成恢复单</translation>
    </message>
    <message>
        <source>Open the invitation file of your office, drop it on this window, or paste its text (from a message). A hand scanner types the QR code by itself.</source>
        <translation>打开社区发来的邀请文件，或把文件拖到窗口里，或粘贴邀请文字（来自消息）。用扫码枪扫二维码会自动填入。</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Register and laptops</source>
        <translation>登记册和电脑</translation>
    </message>
    <message>
        <source>No register</source>
        <translation>没有登记册</translation>
    </message>
    <message>
        <source>Take a new number</source>
        <translation>换新编号</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Take a request</source>
        <translation>处理申请</translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>缺 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in quarantine</source>
        <translation>
            <numerusform>隔离 %n 个包</numerusform>
        </translation>
    </message>
    <message>
        <source>this laptop</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>This laptop: {state}. Ask the office.</source>
        <translation>本机{state}。请联系办公室。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this laptop not confirmed yet</source>
        <translation>
            <numerusform>本机有 %n 条记录还没有确认收到</numerusform>
        </translation>
    </message>
    <message>
        <source>This laptop belongs to the register</source>
        <translation>本机已在登记册中</translation>
    </message>
    <message>
        <source>Not taken in yet. Read out this code to the office: {code}. It arrives with the next stick or from the office folder.</source>
        <translation>还没有批准。请把核对码念给办公室：{code}。批准会随下一次U盘或办公室文件夹到达。</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>保存恢复单</translation>
    </message>
    <message>
        <source>Invitation or request</source>
        <translation>邀请或申请</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>显示二维码</translation>
    </message>
    <message>
        <source>Show the request</source>
        <translation>显示申请</translation>
    </message>
</context>
<context>
    <name>RegisterWork</name>
    <message>
        <source>The register is made. Print {file} now, twice, lock it away, and delete the file.</source>
        <translation>登记册已建好。请马上把 {file} 打印两份、锁好，再删除文件。</translation>
    </message>
    <message>
        <source>This laptop has a new number</source>
        <translation>本机已换新编号</translation>
    </message>
    <message>
        <source>{who} is taken in. The next stick or the office folder tells that laptop.</source>
        <translation>已批准{who}。下一次U盘或办公室文件夹会通知那台电脑。</translation>
    </message>
    <message>
        <source>{who} is revoked. Accepted up to its record {last}.</source>
        <translation>已取消{who}。收到第 {last} 号记录为止。</translation>
    </message>
    <message>
        <source>{who} is taken in again</source>
        <translation>已重新批准{who}</translation>
    </message>
    <message>
        <source>{who} serves {grids} from now on</source>
        <translation>{who}今后负责 {grids}</translation>
    </message>
    <message>
        <source>The request is ready. Bring it to the office and read out this code: {code}</source>
        <translation>申请已生成。请交给办公室，并念出核对码：{code}</translation>
    </message>
    <message>
        <source>Invitation {code} is made, it holds until {until}.</source>
        <translation>邀请 {code} 已生成，{until} 前有效。</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>{file} is written. Its code is {code}.</source>
        <translation>已写入 {file}，核对码 {code}。</translation>
    </message>
    <message>
        <source>Bring it to the office as a file by stick or chat, or have this code read there. Then read out the short code: so they know that it is this laptop.</source>
        <translation>存成文件用 U 盘或聊天交给社区，或让社区电脑扫这个码。然后念出上面的核对码，社区就能确认是这台电脑。</translation>
    </message>
    <message>
        <source>Request to be taken in</source>
        <translation>加入申请</translation>
    </message>
    <message>
        <source>Hand it over as a file by stick or chat, on paper, or have this code read by the other laptop. There, “Register and laptops” under “USB exchange” takes all of them. It holds no secret.</source>
        <translation>可以存成文件用 U 盘或聊天发过去，也可以打印，或让对方电脑扫这个码：对方在“U盘交换”里的“登记册和电脑”页都能接收。邀请里没有秘密。</translation>
    </message>
</context>
<context>
    <name>RequestDialog</name>
    <message>
        <source>Take a request</source>
        <translation>接收申请</translation>
    </message>
    <message>
        <source>Open the file that the laptop wrote, or paste the text of its request. A hand scanner types it by itself.</source>
        <translation>打开对方电脑写出的文件，或粘贴申请文字。用扫码枪会自动填入。</translation>
    </message>
    <message>
        <source>Text of the request</source>
        <translation>申请文字</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take the text</source>
        <translation>接收文字</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Revoke the laptop of {who}?</source>
        <translation>取消{who}的电脑？</translation>
    </message>
    <message>
        <source>{received} records of it are here and stay, {owed} are known to be missing. What it sends later waits in quarantine; nothing is deleted. It receives nothing sealed from now on.</source>
        <translation>它的 {received} 条记录已在这里，会保留；已知还缺 {owed} 条。以后来的放在隔离区，不会删除；它再也收不到加密的内容。</translation>
    </message>
    <message>
        <source>The laptop is lost</source>
        <translation>电脑丢失</translation>
    </message>
    <message>
        <source>Whoever worked on it has left</source>
        <translation>使用人已离岗</translation>
    </message>
    <message>
        <source>It was replaced by another</source>
        <translation>已换新电脑</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Decide many by a rule</source>
        <translation>按规则批量核对</translation>
    </message>
    <message>
        <source>Each decision can be taken back; no value is lost.</source>
        <translation>每个决定都能撤回，任何内容都不会丢。</translation>
    </message>
    <message>
        <source>The value written last</source>
        <translation>取较晚写下的</translation>
    </message>
    <message>
        <source>The value of a visit to the door</source>
        <translation>取上门走访得来的</translation>
    </message>
    <message>
        <source>The last value that is not blank</source>
        <translation>取最后一个非空的</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>全部清单</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>全部项目</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在清点……</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) would be decided</source>
        <translation>
            <numerusform>将确定 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>The rule decides nothing here</source>
        <translation>按这条规则没有可确定的</translation>
    </message>
</context>
<context>
    <name>Runner</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. What is written stays; the next time goes on.</source>
        <translation>已停止。已写入的保留，下次接着进行。</translation>
    </message>
    <message>
        <source>{done} of {of} photos</source>
        <translation>照片 {done} / {of}</translation>
    </message>
    <message>
        <source>{done} of {of} packages carried for others</source>
        <translation>替别人带的包 {done} / {of}</translation>
    </message>
    <message>
        <source>{done} of {of} records</source>
        <translation>记录 {done} / {of}</translation>
    </message>
    <message>
        <source>Waiting for other work to end …</source>
        <translation>等待其他工作结束……</translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message>
        <source>May it be wiped?</source>
        <translation>可以清空吗？</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>剩余 {size} GB</translation>
    </message>
    <message>
        <source>Write-protected</source>
        <translation>写保护</translation>
    </message>
    <message>
        <source>No records on it yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Of another register</source>
        <translation>别的登记册</translation>
    </message>
    <message>
        <source>Of this register</source>
        <translation>本登记册</translation>
    </message>
</context>
<context>
    <name>StickWatch</name>
    <message>
        <source>Read it, then write the receipts to it</source>
        <translation>读入并写回收条</translation>
    </message>
    <message>
        <source>Read what came from the office</source>
        <translation>读取办公室发来的</translation>
    </message>
    <message numerus="yes">
        <source>Send %n record(s) to the office</source>
        <translation>
            <numerusform>送到办公室 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>Folder on the stick</source>
        <translation>U盘上的文件夹</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
</context>
</TS>
