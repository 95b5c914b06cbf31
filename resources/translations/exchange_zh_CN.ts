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
        <source>Nothing disputes</source>
        <translation>没有待核对的冲突</translation>
    </message>
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
    <name>Pick</name>
    <message>
        <source>shown now</source>
        <translation>当前显示</translation>
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
</TS>
