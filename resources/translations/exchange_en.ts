<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ConflictField</name>
    <message>
        <source>Show the visit's sheet</source>
        <translation>Show the visit's sheet</translation>
    </message>
    <message>
        <source>Another value</source>
        <translation>Another value</translation>
    </message>
    <message>
        <source>Type what is right</source>
        <translation>Type what is right</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>What is known</source>
        <translation>What is known</translation>
    </message>
    <message>
        <source>All that was ever written to these fields</source>
        <translation>All that was ever written to these fields</translation>
    </message>
    <message>
        <source>Shown meanwhile because it was written last, {when}; neither laptop knew of the other's value.</source>
        <translation>Shown meanwhile because it was written last, {when}; neither laptop knew of the other's value.</translation>
    </message>
    <message>
        <source>Shown meanwhile because it was written after more of the others' work, {when}; a laptop's clock may be wrong.</source>
        <translation>Shown meanwhile because it was written after more of the others' work, {when}; a laptop's clock may be wrong.</translation>
    </message>
    <message>
        <source>Every decision can be taken back; no value is lost.</source>
        <translation>Every decision can be taken back; no value is lost.</translation>
    </message>
    <message numerus="yes">
        <source>Decide %n field(s)</source>
        <translation>
            <numerusform>Decide %n field</numerusform>
            <numerusform>Decide %n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>Nothing disputes</source>
        <translation>Nothing disputes</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>To decide</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Decide many by a rule</source>
        <translation>Decide many by a rule</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message numerus="yes">
        <source>%n to decide; nothing is lost meanwhile</source>
        <translation>
            <numerusform>%n to decide; nothing is lost meanwhile</numerusform>
            <numerusform>%n to decide; nothing is lost meanwhile</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided so far</source>
        <translation>Nothing was decided so far</translation>
    </message>
    <message>
        <source>Values that two laptops wrote differently come here</source>
        <translation>Values that two laptops wrote differently come here</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) decided</source>
        <translation>
            <numerusform>%n value decided</numerusform>
            <numerusform>%n values decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) taken back</source>
        <translation>
            <numerusform>%n decision taken back</numerusform>
            <numerusform>%n decisions taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>What is known</source>
        <translation>What is known</translation>
    </message>
    <message>
        <source>{value}  (before: {before})</source>
        <translation>{value}  (before: {before})</translation>
    </message>
    <message>
        <source>{value}  (as shown before)</source>
        <translation>{value}  (as shown before)</translation>
    </message>
    <message>
        <source>Taking it back is a decision too: the value before stands.</source>
        <translation>Taking it back is a decision too: the value before stands.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>ExchangeTold</name>
    <message>
        <source>this laptop</source>
        <translation>this laptop</translation>
    </message>
    <message>
        <source>laptop {id}</source>
        <translation>laptop {id}</translation>
    </message>
    <message>
        <source>laptop of {name}</source>
        <translation>laptop of {name}</translation>
    </message>
    <message>
        <source>visit: {form}</source>
        <translation>visit: {form}</translation>
    </message>
    <message>
        <source>decided here before</source>
        <translation>decided here before</translation>
    </message>
    <message>
        <source>hidden or shown again</source>
        <translation>hidden or shown again</translation>
    </message>
    <message>
        <source>ledger or correction at the office</source>
        <translation>ledger or correction at the office</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>hidden</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>shown</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>Shown in lists</source>
        <translation>Shown in lists</translation>
    </message>
    <message>
        <source>Name in lists</source>
        <translation>Name in lists</translation>
    </message>
</context>
<context>
    <name>ForkPanel</name>
    <message>
        <source>The versions answer every question alike.</source>
        <translation>The versions answer every question alike.</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(no answer)</translation>
    </message>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source>Two laptops finished a version without knowing of each other. Choose answer by answer: the form opens with them, and what you finish there replaces all versions. Every version is kept.</source>
        <translation>Two laptops finished a version without knowing of each other. Choose answer by answer: the form opens with them, and what you finish there replaces all versions. Every version is kept.</translation>
    </message>
    <message>
        <source>Open the form with these answers</source>
        <translation>Open the form with these answers</translation>
    </message>
</context>
<context>
    <name>Pick</name>
    <message>
        <source>shown now</source>
        <translation>shown now</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Decide many by a rule</source>
        <translation>Decide many by a rule</translation>
    </message>
    <message>
        <source>Each decision can be taken back; no value is lost.</source>
        <translation>Each decision can be taken back; no value is lost.</translation>
    </message>
    <message>
        <source>The value written last</source>
        <translation>The value written last</translation>
    </message>
    <message>
        <source>The value of a visit to the door</source>
        <translation>The value of a visit to the door</translation>
    </message>
    <message>
        <source>The last value that is not blank</source>
        <translation>The last value that is not blank</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>All lists</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>List</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Counting …</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) would be decided</source>
        <translation>
            <numerusform>%n value would be decided</numerusform>
            <numerusform>%n values would be decided</numerusform>
        </translation>
    </message>
    <message>
        <source>The rule decides nothing here</source>
        <translation>The rule decides nothing here</translation>
    </message>
</context>
</TS>
