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
    <message>
        <source>Nothing is disputed</source>
        <translation>Nothing is disputed</translation>
    </message>
</context>
<context>
    <name>CustodyPage</name>
    <message>
        <source>Where everything is</source>
        <translation>Where everything is</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Quarantine</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>To look at</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>Laptops</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>This laptop works alone: nobody confirms what arrives</source>
        <translation>This laptop works alone: nobody confirms what arrives</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not confirmed yet</source>
        <translation>
            <numerusform>%n record not confirmed yet</numerusform>
            <numerusform>%n records not confirmed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}: done for {was}, belongs to {now} now</source>
        <translation>{who}: done for {was}, belongs to {now} now</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>to look at</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>%n record here</numerusform>
            <numerusform>%n records here</numerusform>
        </translation>
    </message>
    <message>
        <source>whole</source>
        <translation>whole</translation>
    </message>
    <message numerus="yes">
        <source>%n stretch(es) missing here</source>
        <translation>
            <numerusform>%n stretch missing here</numerusform>
            <numerusform>%n stretches missing here</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has arrived at the office</source>
        <translation>Everything has arrived at the office</translation>
    </message>
    <message>
        <source>Nothing is missing here</source>
        <translation>Nothing is missing here</translation>
    </message>
    <message>
        <source>Why counts differ</source>
        <translation>Why counts differ</translation>
    </message>
    <message numerus="yes">
        <source>%n counted otherwise</source>
        <translation>
            <numerusform>%n counted otherwise</numerusform>
            <numerusform>%n counted otherwise</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustodyPanel</name>
    <message>
        <source>Nothing to see here</source>
        <translation>Nothing to see here</translation>
    </message>
    <message>
        <source>Show the sheet</source>
        <translation>Show the sheet</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>Mark as reviewed</translation>
    </message>
    <message>
        <source>Have that laptop write to a stick again: it sends what this one lacks. Packages may come in any order.</source>
        <translation>Have that laptop write to a stick again: it sends what this one lacks. Packages may come in any order.</translation>
    </message>
    <message>
        <source>It is kept whole and unopened. Grant the laptop in the register, and it is read at the next import.</source>
        <translation>It is kept whole and unopened. Grant the laptop in the register, and it is read at the next import.</translation>
    </message>
    <message>
        <source>To the register</source>
        <translation>To the register</translation>
    </message>
    <message>
        <source>Counted here: {counts}</source>
        <translation>Counted here: {counts}</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Reviewed</translation>
    </message>
</context>
<context>
    <name>CustodyWords</name>
    <message>
        <source>Written</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>Put on a stick or sent</source>
        <translation>Put on a stick or sent</translation>
    </message>
    <message>
        <source>Received by the office</source>
        <translation>Received by the office</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Reviewed</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>reviewed</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>on a stick</source>
        <translation>on a stick</translation>
    </message>
    <message>
        <source>on its laptop only</source>
        <translation>on its laptop only</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>nothing known here</source>
        <translation>nothing known here</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s): every office has the original, here is a small copy</source>
        <translation>
            <numerusform>%n photo: every office has the original, here is a small copy</numerusform>
            <numerusform>%n photos: every office has the originals, here are small copies</numerusform>
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
    <name>Dock</name>
    <message>
        <source>Works offline</source>
        <translation>Works offline</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) to hand over</source>
        <translation>
            <numerusform>%n visit to hand over</numerusform>
            <numerusform>%n visits to hand over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not confirmed by the office yet</source>
        <translation>
            <numerusform>%n record not confirmed by the office yet</numerusform>
            <numerusform>%n records not confirmed by the office yet</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has arrived at the office</source>
        <translation>Everything has arrived at the office</translation>
    </message>
    <message>
        <source>Everything handed over</source>
        <translation>Everything handed over</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>last {when}</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Waiting to send</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Up to date</translation>
    </message>
    <message>
        <source>Other changes to hand over</source>
        <translation>Other changes to hand over</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>USB exchange</source>
        <translation>USB exchange</translation>
    </message>
    <message>
        <source>What the other side lacks is carried; nothing is carried twice</source>
        <translation>What the other side lacks is carried; nothing is carried twice</translation>
    </message>
    <message>
        <source>To USB</source>
        <translation>To USB</translation>
    </message>
    <message>
        <source>Writes what the folder lacks. The stick may be pulled at any time: nothing is lost, the next time goes on.</source>
        <translation>Writes what the folder lacks. The stick may be pulled at any time: nothing is lost, the next time goes on.</translation>
    </message>
    <message>
        <source>Write to USB</source>
        <translation>Write to USB</translation>
    </message>
    <message>
        <source>From USB</source>
        <translation>From USB</translation>
    </message>
    <message>
        <source>Reads what others have finished. Read in any order, as often as you like: what is known already changes nothing.</source>
        <translation>Reads what others have finished. Read in any order, as often as you like: what is known already changes nothing.</translation>
    </message>
    <message>
        <source>Read from USB</source>
        <translation>Read from USB</translation>
    </message>
    <message>
        <source>Files from chat or mail</source>
        <translation>Files from chat or mail</translation>
    </message>
    <message>
        <source>Drop a .gvb file anywhere on this window, or open it by a double click. Its name may have changed on the way.</source>
        <translation>Drop a .gvb file anywhere on this window, or open it by a double click. Its name may have changed on the way.</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Open a file</translation>
    </message>
    <message>
        <source>Plug in a stick: it is recognised by itself. Any other folder can be chosen below.</source>
        <translation>Plug in a stick: it is recognised by itself. Any other folder can be chosen below.</translation>
    </message>
</context>
<context>
    <name>ExchangeTabs</name>
    <message>
        <source>Sticks and files</source>
        <translation>Sticks and files</translation>
    </message>
    <message>
        <source>Where everything is</source>
        <translation>Where everything is</translation>
    </message>
    <message>
        <source>Register and laptops</source>
        <translation>Register and laptops</translation>
    </message>
    <message>
        <source>Office folder</source>
        <translation>Office folder</translation>
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
    <name>GrantDialog</name>
    <message>
        <source>{who} asks to join as {role}. Have the code read out that stands on that laptop, and type it: so you know that it is this laptop and no other.</source>
        <translation>{who} asks to join as {role}. Have the code read out that stands on that laptop, and type it: so you know that it is this laptop and no other.</translation>
    </message>
    <message>
        <source>Take a laptop in</source>
        <translation>Take a laptop in</translation>
    </message>
    <message>
        <source>Code on that laptop</source>
        <translation>Code on that laptop</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>Grids, parted by blanks</translation>
    </message>
    <message>
        <source>Until (blank: no end)</source>
        <translation>Until (blank: no end)</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>Take it in</translation>
    </message>
</context>
<context>
    <name>GridsDialog</name>
    <message>
        <source>{who} receives from now on what belongs to these grids. Late work of the old grids still arrives and is shown to you.</source>
        <translation>{who} receives from now on what belongs to these grids. Late work of the old grids still arrives and is shown to you.</translation>
    </message>
    <message>
        <source>Assign grids</source>
        <translation>Assign grids</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>Grids, parted by blanks</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Assign</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite a laptop</source>
        <translation>Invite a laptop</translation>
    </message>
    <message>
        <source>The invitation holds no secret: whoever has it can only ask to join. You take the laptop in once its code was read out to you.</source>
        <translation>The invitation holds no secret: whoever has it can only ask to join. You take the laptop in once its code was read out to you.</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>Works as</translation>
    </message>
    <message>
        <source>Grids, parted by blanks</source>
        <translation>Grids, parted by blanks</translation>
    </message>
    <message>
        <source>Staff id</source>
        <translation>Staff id</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Holds for days</source>
        <translation>Holds for days</translation>
    </message>
    <message>
        <source>Make the invitation</source>
        <translation>Make the invitation</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>QR code</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>{file} is written</source>
        <translation>{file} is written</translation>
    </message>
    <message>
        <source>Copied: paste it into a message</source>
        <translation>Copied: paste it into a message</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Save the picture</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copy as text</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>Choose a laptop at the left</source>
        <translation>Choose a laptop at the left</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>Works as</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>Grids</translation>
    </message>
    <message>
        <source>all</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Staff id</source>
        <translation>Staff id</translation>
    </message>
    <message>
        <source>Seen last</source>
        <translation>Seen last</translation>
    </message>
    <message>
        <source>Records here</source>
        <translation>Records here</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>Still owed</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>In quarantine</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Revoked; accepted up to its record {last}. What came later waits in quarantine, visible and whole.</source>
        <translation>Revoked; accepted up to its record {last}. What came later waits in quarantine, visible and whole.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Assign grids</source>
        <translation>Assign grids</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Grant again</source>
        <translation>Grant again</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>Member since</translation>
    </message>
</context>
<context>
    <name>OfficePage</name>
    <message>
        <source>Office folder</source>
        <translation>Office folder</translation>
    </message>
    <message>
        <source>Where there is a network, records go by themselves; sticks go on</source>
        <translation>Where there is a network, records go by themselves; sticks go on</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>Only for SFTP with a private key</source>
        <translation>Only for SFTP with a private key</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Account or key id</source>
        <translation>Account or key id</translation>
    </message>
    <message>
        <source>Password or secret</source>
        <translation>Password or secret</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Private key</translation>
    </message>
    <message>
        <source>WebDAV, S3, SFTP, or a path: {examples}</source>
        <translation>WebDAV, S3, SFTP, or a path: {examples}</translation>
    </message>
    <message>
        <source>Kept encrypted on this laptop; what lies there is sealed.</source>
        <translation>Kept encrypted on this laptop; what lies there is sealed.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>Use none</translation>
    </message>
    <message>
        <source>It is the right server</source>
        <translation>It is the right server</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>By itself</translation>
    </message>
    <message>
        <source>Send and fetch by itself</source>
        <translation>Send and fetch by itself</translation>
    </message>
    <message>
        <source>Also on battery</source>
        <translation>Also on battery</translation>
    </message>
    <message>
        <source>Also where the network costs by volume</source>
        <translation>Also where the network costs by volume</translation>
    </message>
    <message>
        <source>Send and fetch now</source>
        <translation>Send and fetch now</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Kept. It is served by itself from now on.</source>
        <translation>Kept. It is served by itself from now on.</translation>
    </message>
    <message>
        <source>No office folder is used</source>
        <translation>No office folder is used</translation>
    </message>
    <message>
        <source>Reached, but nothing may be written there</source>
        <translation>Reached, but nothing may be written there</translation>
    </message>
    <message>
        <source>Reached; it can be written to</source>
        <translation>Reached; it can be written to</translation>
    </message>
    <message>
        <source>Reached; {size} MB free</source>
        <translation>Reached; {size} MB free</translation>
    </message>
    <message>
        <source>Served last: {when}</source>
        <translation>Served last: {when}</translation>
    </message>
    <message>
        <source>{done} of {of}</source>
        <translation>{done} of {of}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) after every office has them</source>
        <translation>
            <numerusform>%n day after every office has them</numerusform>
            <numerusform>%n days after every office has them</numerusform>
        </translation>
    </message>
    <message>
        <source>stay here</source>
        <translation>stay here</translation>
    </message>
    <message>
        <source>Originals of photos</source>
        <translation>Originals of photos</translation>
    </message>
    <message>
        <source>Then a small copy stays; it frees room on this laptop.</source>
        <translation>Then a small copy stays; it frees room on this laptop.</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message numerus="yes">
        <source>%n package(s) of others delivered here</source>
        <translation>
            <numerusform>%n package of others delivered here</numerusform>
            <numerusform>%n packages of others delivered here</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sealed: this laptop belongs to no register. Whoever has the stick can read it.</source>
        <translation>Not sealed: this laptop belongs to no register. Whoever has the stick can read it.</translation>
    </message>
    <message>
        <source>The folder has everything already</source>
        <translation>The folder has everything already</translation>
    </message>
    <message>
        <source>Written: {ops} record(s) in {bundles} bundle(s), {photos} photo(s). The stick may be pulled out.</source>
        <translation>Written: {ops} record(s) in {bundles} bundle(s), {photos} photo(s). The stick may be pulled out.</translation>
    </message>
    <message>
        <source>Nothing new on it: everything was here already</source>
        <translation>Nothing new on it: everything was here already</translation>
    </message>
    <message>
        <source>Taken up: {new} new record(s), {photos} photo(s)</source>
        <translation>Taken up: {new} new record(s), {photos} photo(s)</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) still on the way</source>
        <translation>
            <numerusform>%n photo still on the way</numerusform>
            <numerusform>%n photos still on the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stretch(es) still missing</source>
        <translation>
            <numerusform>%n stretch still missing</numerusform>
            <numerusform>%n stretches still missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) wait in quarantine</source>
        <translation>
            <numerusform>%n package waits in quarantine</numerusform>
            <numerusform>%n packages wait in quarantine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) taken along for others</source>
        <translation>
            <numerusform>%n package taken along for others</numerusform>
            <numerusform>%n packages taken along for others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) differ under one number: a copied workspace</source>
        <translation>
            <numerusform>%n record differs under one number: a copied workspace</numerusform>
            <numerusform>%n records differ under one number: a copied workspace</numerusform>
        </translation>
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
    <name>RegisterAlone</name>
    <message>
        <source>This laptop works alone: everything works, and what it writes to a stick is signed but not sealed. Nobody confirms that it arrived.</source>
        <translation>This laptop works alone: everything works, and what it writes to a stick is signed but not sealed. Nobody confirms that it arrived.</translation>
    </message>
    <message>
        <source>Join a register</source>
        <translation>Join a register</translation>
    </message>
    <message>
        <source>Text of the invitation</source>
        <translation>Text of the invitation</translation>
    </message>
    <message>
        <source>Open the invitation</source>
        <translation>Open the invitation</translation>
    </message>
    <message>
        <source>Join by the text</source>
        <translation>Join by the text</translation>
    </message>
    <message>
        <source>Make a register</source>
        <translation>Make a register</translation>
    </message>
    <message>
        <source>For the office. It begins with a recovery sheet: print it twice and lock it away. Without it nothing can be recovered if every laptop is lost.</source>
        <translation>For the office. It begins with a recovery sheet: print it twice and lock it away. Without it nothing can be recovered if every laptop is lost.</translation>
    </message>
    <message>
        <source>Name, as 济阳街道翔宇社区</source>
        <translation>Name, as 济阳街道翔宇社区</translation>
    </message>
    <message>
        <source>Name of the register</source>
        <translation>Name of the register</translation>
    </message>
    <message>
        <source>Make the recovery sheet</source>
        <translation>Make the recovery sheet</translation>
    </message>
    <message>
        <source>Open the invitation file of your office, drop it on this window, or paste its text (from a message). A hand scanner types the QR code by itself.</source>
        <translation>Open the invitation file of your office, drop it on this window, or paste its text (from a message). A hand scanner types the QR code by itself.</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Register and laptops</source>
        <translation>Register and laptops</translation>
    </message>
    <message>
        <source>No register</source>
        <translation>No register</translation>
    </message>
    <message>
        <source>Take a new number</source>
        <translation>Take a new number</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>Laptops</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invite</translation>
    </message>
    <message>
        <source>Take a request</source>
        <translation>Take a request</translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in quarantine</source>
        <translation>
            <numerusform>%n in quarantine</numerusform>
            <numerusform>%n in quarantine</numerusform>
        </translation>
    </message>
    <message>
        <source>this laptop</source>
        <translation>this laptop</translation>
    </message>
    <message>
        <source>This laptop: {state}. Ask the office.</source>
        <translation>This laptop: {state}. Ask the office.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this laptop not confirmed yet</source>
        <translation>
            <numerusform>%n record of this laptop not confirmed yet</numerusform>
            <numerusform>%n records of this laptop not confirmed yet</numerusform>
        </translation>
    </message>
    <message>
        <source>This laptop belongs to the register</source>
        <translation>This laptop belongs to the register</translation>
    </message>
    <message>
        <source>Not taken in yet. Read out this code to the office: {code}. It arrives with the next stick or from the office folder.</source>
        <translation>Not taken in yet. Read out this code to the office: {code}. It arrives with the next stick or from the office folder.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Save the recovery sheet</translation>
    </message>
    <message>
        <source>Invitation or request</source>
        <translation>Invitation or request</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>Show the code</translation>
    </message>
    <message>
        <source>Show the request</source>
        <translation>Show the request</translation>
    </message>
</context>
<context>
    <name>RegisterWork</name>
    <message>
        <source>The register is made. Print {file} now, twice, lock it away, and delete the file.</source>
        <translation>The register is made. Print {file} now, twice, lock it away, and delete the file.</translation>
    </message>
    <message>
        <source>This laptop has a new number</source>
        <translation>This laptop has a new number</translation>
    </message>
    <message>
        <source>{who} is taken in. The next stick or the office folder tells that laptop.</source>
        <translation>{who} is taken in. The next stick or the office folder tells that laptop.</translation>
    </message>
    <message>
        <source>{who} is revoked. Accepted up to its record {last}.</source>
        <translation>{who} is revoked. Accepted up to its record {last}.</translation>
    </message>
    <message>
        <source>{who} is taken in again</source>
        <translation>{who} is taken in again</translation>
    </message>
    <message>
        <source>{who} serves {grids} from now on</source>
        <translation>{who} serves {grids} from now on</translation>
    </message>
    <message>
        <source>The request is ready. Bring it to the office and read out this code: {code}</source>
        <translation>The request is ready. Bring it to the office and read out this code: {code}</translation>
    </message>
    <message>
        <source>Invitation {code} is made, it holds until {until}.</source>
        <translation>Invitation {code} is made, it holds until {until}.</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>{file} is written. Its code is {code}.</source>
        <translation>{file} is written. Its code is {code}.</translation>
    </message>
    <message>
        <source>Bring it to the office as a file by stick or chat, or have this code read there. Then read out the short code: so they know that it is this laptop.</source>
        <translation>Bring it to the office as a file by stick or chat, or have this code read there. Then read out the short code: so they know that it is this laptop.</translation>
    </message>
    <message>
        <source>Request to be taken in</source>
        <translation>Request to be taken in</translation>
    </message>
    <message>
        <source>Hand it over as a file by stick or chat, on paper, or have this code read by the other laptop. There, “Register and laptops” under “USB exchange” takes all of them. It holds no secret.</source>
        <translation>Hand it over as a file by stick or chat, on paper, or have this code read by the other laptop. There, “Register and laptops” under “USB exchange” takes all of them. It holds no secret.</translation>
    </message>
</context>
<context>
    <name>RequestDialog</name>
    <message>
        <source>Take a request</source>
        <translation>Take a request</translation>
    </message>
    <message>
        <source>Open the file that the laptop wrote, or paste the text of its request. A hand scanner types it by itself.</source>
        <translation>Open the file that the laptop wrote, or paste the text of its request. A hand scanner types it by itself.</translation>
    </message>
    <message>
        <source>Text of the request</source>
        <translation>Text of the request</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Take the text</source>
        <translation>Take the text</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Revoke the laptop of {who}?</source>
        <translation>Revoke the laptop of {who}?</translation>
    </message>
    <message>
        <source>{received} records of it are here and stay, {owed} are known to be missing. What it sends later waits in quarantine; nothing is deleted. It receives nothing sealed from now on.</source>
        <translation>{received} records of it are here and stay, {owed} are known to be missing. What it sends later waits in quarantine; nothing is deleted. It receives nothing sealed from now on.</translation>
    </message>
    <message>
        <source>The laptop is lost</source>
        <translation>The laptop is lost</translation>
    </message>
    <message>
        <source>Whoever worked on it has left</source>
        <translation>Whoever worked on it has left</translation>
    </message>
    <message>
        <source>It was replaced by another</source>
        <translation>It was replaced by another</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revoke</translation>
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
<context>
    <name>Runner</name>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stopped. What is written stays; the next time goes on.</source>
        <translation>Stopped. What is written stays; the next time goes on.</translation>
    </message>
    <message>
        <source>{done} of {of} photos</source>
        <translation>{done} of {of} photos</translation>
    </message>
    <message>
        <source>{done} of {of} packages carried for others</source>
        <translation>{done} of {of} packages carried for others</translation>
    </message>
    <message>
        <source>{done} of {of} records</source>
        <translation>{done} of {of} records</translation>
    </message>
    <message>
        <source>Waiting for other work to end …</source>
        <translation>Waiting for other work to end …</translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message>
        <source>May it be wiped?</source>
        <translation>May it be wiped?</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>{size} GB free</translation>
    </message>
    <message>
        <source>Write-protected</source>
        <translation>Write-protected</translation>
    </message>
    <message>
        <source>No records on it yet</source>
        <translation>No records on it yet</translation>
    </message>
    <message>
        <source>Of another register</source>
        <translation>Of another register</translation>
    </message>
    <message>
        <source>Of this register</source>
        <translation>Of this register</translation>
    </message>
</context>
<context>
    <name>StickWatch</name>
    <message>
        <source>Read it, then write the receipts to it</source>
        <translation>Read it, then write the receipts to it</translation>
    </message>
    <message>
        <source>Read what came from the office</source>
        <translation>Read what came from the office</translation>
    </message>
    <message numerus="yes">
        <source>Send %n record(s) to the office</source>
        <translation>
            <numerusform>Send %n record to the office</numerusform>
            <numerusform>Send %n records to the office</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>Folder on the stick</source>
        <translation>Folder on the stick</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
</context>
</TS>
