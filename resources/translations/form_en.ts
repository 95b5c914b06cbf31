<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Acknowledge</name>
    <message>
        <source>Yes, done</source>
        <translation>Yes, done</translation>
    </message>
</context>
<context>
    <name>AddressControl</name>
    <message>
        <source>Open the address</source>
        <translation>Open the address</translation>
    </message>
</context>
<context>
    <name>AnnotationControl</name>
    <message>
        <source>Choose a photo</source>
        <translation>Choose a photo</translation>
    </message>
    <message>
        <source>Choose a photo, then draw on it</source>
        <translation>Choose a photo, then draw on it</translation>
    </message>
    <message>
        <source>This file is no picture that can be read.</source>
        <translation>This file is no picture that can be read.</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>Take a photo</translation>
    </message>
</context>
<context>
    <name>Atlas</name>
    <message>
        <source>Arrows go to the nearest place, Space chooses it, + and - change the scale; drag to move.</source>
        <translation>Arrows go to the nearest place, Space chooses it, + and - change the scale; drag to move.</translation>
    </message>
    <message>
        <source>One square: {metres} m</source>
        <translation>One square: {metres} m</translation>
    </message>
    <message>
        <source>North is up</source>
        <translation>North is up</translation>
    </message>
</context>
<context>
    <name>BarcodeControl</name>
    <message>
        <source>Scan or type the code</source>
        <translation>Scan or type the code</translation>
    </message>
    <message>
        <source>Hold it to the camera</source>
        <translation>Hold it to the camera</translation>
    </message>
    <message>
        <source>From a photo</source>
        <translation>From a photo</translation>
    </message>
    <message>
        <source>Choose a photo of the code</source>
        <translation>Choose a photo of the code</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>This file cannot be read.</translation>
    </message>
    <message>
        <source>No code can be read in this photo. Take it closer and sharp.</source>
        <translation>No code can be read in this photo. Take it closer and sharp.</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year}-{month}</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>The camera is starting...</source>
        <translation>The camera is starting...</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>The camera gives no picture. Perhaps another program uses it, or it is switched off or covered. Choose a file instead.</source>
        <translation>The camera gives no picture. Perhaps another program uses it, or it is switched off or covered. Choose a file instead.</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Read a code</source>
        <translation>Read a code</translation>
    </message>
    <message>
        <source>Hold the code before the camera.</source>
        <translation>Hold the code before the camera.</translation>
    </message>
</context>
<context>
    <name>DateControl</name>
    <message>
        <source>Pick from the calendar</source>
        <translation>Pick from the calendar</translation>
    </message>
    <message>
        <source>Type the day as 2026-11-25 or 1125</source>
        <translation>Type the day as 2026-11-25 or 1125</translation>
    </message>
    <message>
        <source>en_US</source>
        <translation>en_US</translation>
    </message>
</context>
<context>
    <name>DateTimeControl</name>
    <message>
        <source>Give both the day and the time</source>
        <translation>Give both the day and the time</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>en_US</source>
        <translation>en_US</translation>
    </message>
</context>
<context>
    <name>DrawingControl</name>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>Draw here</translation>
    </message>
    <message>
        <source>The drawing is not here.</source>
        <translation>The drawing is not here.</translation>
    </message>
</context>
<context>
    <name>Dropdown</name>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>Fallback</name>
    <message>
        <source>Type the date of the Gregorian calendar.</source>
        <translation>Type the date of the Gregorian calendar.</translation>
    </message>
    <message>
        <source>Read the compass and type the degrees, 0 to 360.</source>
        <translation>Read the compass and type the degrees, 0 to 360.</translation>
    </message>
    <message>
        <source>No other program is called; type the answer.</source>
        <translation>No other program is called; type the answer.</translation>
    </message>
</context>
<context>
    <name>FileControl</name>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>or drag it here</source>
        <translation>or drag it here</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>The file is not here.</source>
        <translation>The file is not here.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>This file is larger than 200 MB.</source>
        <translation>This file is larger than 200 MB.</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>This file cannot be read.</translation>
    </message>
</context>
<context>
    <name>FilmControl</name>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>This film cannot be played on this laptop.</source>
        <translation>This film cannot be played on this laptop.</translation>
    </message>
    <message>
        <source>Record a film</source>
        <translation>Record a film</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Record again</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Play the film</source>
        <translation>Play the film</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Play again</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>This film cannot be played here.</source>
        <translation>This film cannot be played here.</translation>
    </message>
</context>
<context>
    <name>FilmTaking</name>
    <message>
        <source>Record a film</source>
        <translation>Record a film</translation>
    </message>
    <message>
        <source>Begin to record</source>
        <translation>Begin to record</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Record again</translation>
    </message>
    <message>
        <source>Use this film</source>
        <translation>Use this film</translation>
    </message>
    <message>
        <source>This film cannot be played here.</source>
        <translation>This film cannot be played here.</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Recording {time}</translation>
    </message>
    <message>
        <source>{time}, {size} MB</source>
        <translation>{time}, {size} MB</translation>
    </message>
    <message>
        <source>Without sound: there is no microphone.</source>
        <translation>Without sound: there is no microphone.</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>FinderMany</name>
    <message>
        <source>Take this one out</source>
        <translation>Take this one out</translation>
    </message>
</context>
<context>
    <name>FoldedMany</name>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>FormEnd</name>
    <message numerus="yes">
        <source>%n thing(s) to put right before this can be finished.</source>
        <translation>
            <numerusform>%n thing to put right before this can be finished.</numerusform>
            <numerusform>%n things to put right before this can be finished.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is there. It can be finished.</source>
        <translation>Everything is there. It can be finished.</translation>
    </message>
    <message>
        <source>Finished and kept</source>
        <translation>Finished and kept</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>Number {number}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>Must be answered</translation>
    </message>
    <message>
        <source>This answer is not allowed here</source>
        <translation>This answer is not allowed here</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>{answered} of {asked} answered</translation>
    </message>
    <message>
        <source>This was a trial: no visit was made and nothing was kept</source>
        <translation>This was a trial: no visit was made and nothing was kept</translation>
    </message>
    <message>
        <source>The form can be finished like this</source>
        <translation>The form can be finished like this</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Previous page</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Saved by itself {time}</source>
        <translation>Saved by itself {time}</translation>
    </message>
    <message>
        <source>The last answer is NOT saved</source>
        <translation>The last answer is NOT saved</translation>
    </message>
    <message>
        <source>Trying out: nothing is saved</source>
        <translation>Trying out: nothing is saved</translation>
    </message>
</context>
<context>
    <name>FormHead</name>
    <message>
        <source>Back; the draft is kept</source>
        <translation>Back; the draft is kept</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Throw this draft away...</source>
        <translation>Throw this draft away...</translation>
    </message>
</context>
<context>
    <name>FormNotices</name>
    <message>
        <source>({count} more)</source>
        <translation>({count} more)</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Check and finish</source>
        <translation>Check and finish</translation>
    </message>
    <message>
        <source>Throw this draft away?</source>
        <translation>Throw this draft away?</translation>
    </message>
    <message>
        <source>Its answers and photos cannot be brought back.</source>
        <translation>Its answers and photos cannot be brought back.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>%n listed</source>
        <translation>%n listed</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>{count} to do</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Has errors</source>
        <translation>Has errors</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>To read</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Not begun</translation>
    </message>
</context>
<context>
    <name>FormSigns</name>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Trying out: nothing is kept</source>
        <translation>Trying out: nothing is kept</translation>
    </message>
    <message>
        <source>Being changed</source>
        <translation>Being changed</translation>
    </message>
    <message>
        <source>Being filled in</source>
        <translation>Being filled in</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>{answered} of {asked} answered</translation>
    </message>
    <message>
        <source>Check as if to finish</source>
        <translation>Check as if to finish</translation>
    </message>
    <message>
        <source>Finish this visit</source>
        <translation>Finish this visit</translation>
    </message>
    <message>
        <source>Next: {page}</source>
        <translation>Next: {page}</translation>
    </message>
    <message>
        <source>Check and finish</source>
        <translation>Check and finish</translation>
    </message>
</context>
<context>
    <name>FormWatch</name>
    <message>
        <source>Goes on with what is known: {label}</source>
        <translation>Goes on with what is known: {label}</translation>
    </message>
    <message>
        <source>The same: take that one</source>
        <translation>The same: take that one</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>Another</translation>
    </message>
    <message>
        <source>Another draft of this visit is kept since {time}</source>
        <translation>Another draft of this visit is kept since {time}</translation>
    </message>
    <message>
        <source>Go on with that one</source>
        <translation>Go on with that one</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Keep both</translation>
    </message>
    <message>
        <source>I see</source>
        <translation>I see</translation>
    </message>
    <message>
        <source>Perhaps known already: {label} ({why})</source>
        <translation>Perhaps known already: {label} ({why})</translation>
    </message>
    <message>
        <source>Perhaps this home is known already: {label} ({why})</source>
        <translation>Perhaps this home is known already: {label} ({why})</translation>
    </message>
    <message>
        <source>Perhaps this facility is known already: {label} ({why})</source>
        <translation>Perhaps this facility is known already: {label} ({why})</translation>
    </message>
    <message>
        <source>same code</source>
        <translation>same code</translation>
    </message>
    <message>
        <source>same kind at the same place</source>
        <translation>same kind at the same place</translation>
    </message>
</context>
<context>
    <name>Ground</name>
    <message>
        <source>Grid to pick places on</source>
        <translation>Grid to pick places on</translation>
    </message>
    <message>
        <source>Arrows move the cross by a square, with Shift by a tenth; Enter puts a point there, Delete takes the last one away, + and - change the scale.</source>
        <translation>Arrows move the cross by a square, with Shift by a tenth; Enter puts a point there, Delete takes the last one away, + and - change the scale.</translation>
    </message>
    <message>
        <source>One square: {metres} m</source>
        <translation>One square: {metres} m</translation>
    </message>
    <message>
        <source>North is up</source>
        <translation>North is up</translation>
    </message>
</context>
<context>
    <name>ImageMap</name>
    <message>
        <source>Choose by the name; the picture cannot be clicked.</source>
        <translation>Choose by the name; the picture cannot be clicked.</translation>
    </message>
    <message>
        <source>Chosen: {labels}</source>
        <translation>Chosen: {labels}</translation>
    </message>
    <message>
        <source>Click the place, or choose with arrows.</source>
        <translation>Click the place, or choose with arrows.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>InstanceCard</name>
    <message>
        <source>Fill in</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>Take it out with its answers?</source>
        <translation>Take it out with its answers?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>MapList</name>
    <message>
        <source>Choose from the list; its rows tell no place to draw.</source>
        <translation>Choose from the list; its rows tell no place to draw.</translation>
    </message>
    <message>
        <source>Only the first {count} are drawn; search finds all.</source>
        <translation>Only the first {count} are drawn; search finds all.</translation>
    </message>
</context>
<context>
    <name>MonthControl</name>
    <message>
        <source>Type the month as 2026-11</source>
        <translation>Type the month as 2026-11</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Nothing to choose from here yet. Answer what stands before it; else fill the form that makes such entries (as the estate profile), or bring in a list under Office ledgers.</source>
        <translation>Nothing to choose from here yet. Answer what stands before it; else fill the form that makes such entries (as the estate profile), or bring in a list under Office ledgers.</translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>Type a whole number, as 12</source>
        <translation>Type a whole number, as 12</translation>
    </message>
    <message>
        <source>Type a number, as 18.5</source>
        <translation>Type a number, as 18.5</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Pages of this form</source>
        <translation>Pages of this form</translation>
    </message>
</context>
<context>
    <name>PageHead</name>
    <message>
        <source>Add another</source>
        <translation>Add another</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Take a photo</source>
        <translation>Take a photo</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <translation>Take the photo</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>Take again</translation>
    </message>
    <message>
        <source>Use this photo</source>
        <translation>Use this photo</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>From a GPX, KML or GeoJSON file</source>
        <translation>From a GPX, KML or GeoJSON file</translation>
    </message>
    <message>
        <source>Pick on a grid</source>
        <translation>Pick on a grid</translation>
    </message>
    <message>
        <source>No places could be read from this file: GPX, KML or GeoJSON.</source>
        <translation>No places could be read from this file: GPX, KML or GeoJSON.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Places</translation>
    </message>
</context>
<context>
    <name>PictureControl</name>
    <message>
        <source>or drag, Ctrl+V</source>
        <translation>or drag, Ctrl+V</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>The photo is not here.</source>
        <translation>The photo is not here.</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>Choose a photo</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>This file cannot be read.</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>There is no picture to paste.</translation>
    </message>
    <message>
        <source>This file is no picture that can be read.</source>
        <translation>This file is no picture that can be read.</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>Take a photo</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>Take again</translation>
    </message>
    <message>
        <source>This photo must be taken with the camera.</source>
        <translation>This photo must be taken with the camera.</translation>
    </message>
</context>
<context>
    <name>PlaceControl</name>
    <message>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Type both latitude and longitude</source>
        <translation>Type both latitude and longitude</translation>
    </message>
    <message>
        <source>Latitude -90 to 90 and longitude -180 to 180, as 35.4146 116.5871</source>
        <translation>Latitude -90 to 90 and longitude -180 to 180, as 35.4146 116.5871</translation>
    </message>
</context>
<context>
    <name>PlacesControl</name>
    <message>
        <source>One place a line: 35.4146 116.5871</source>
        <translation>One place a line: 35.4146 116.5871</translation>
    </message>
    <message>
        <source>Line {number}: {why}</source>
        <translation>Line {number}: {why}</translation>
    </message>
    <message>
        <source>At least {least} places are needed</source>
        <translation>At least {least} places are needed</translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>This file is not here.</source>
        <translation>This file is not here.</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>This must be answered.</source>
        <translation>This must be answered.</translation>
    </message>
    <message>
        <source>This cannot be read as an answer of this kind.</source>
        <translation>This cannot be read as an answer of this kind.</translation>
    </message>
    <message>
        <source>This answer is not allowed here.</source>
        <translation>This answer is not allowed here.</translation>
    </message>
</context>
<context>
    <name>RangeList</name>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>RankControl</name>
    <message>
        <source>This order is right</source>
        <translation>This order is right</translation>
    </message>
    <message>
        <source>Drag to reorder, or press Ctrl with an arrow key.</source>
        <translation>Drag to reorder, or press Ctrl with an arrow key.</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Why is this visit changed?</source>
        <translation>Why is this visit changed?</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>The form keeps the reason with the change.</source>
        <translation>The form keeps the reason with the change.</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Back to the form</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Stop and keep</source>
        <translation>Stop and keep</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Record again</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Recording {time}</translation>
    </message>
    <message>
        <source>The microphone records nothing. Perhaps another program uses it or it is switched off. Choose a recorded file instead.</source>
        <translation>The microphone records nothing. Perhaps another program uses it or it is switched off. Choose a recorded file instead.</translation>
    </message>
</context>
<context>
    <name>RefusedDialog</name>
    <message numerus="yes">
        <source>%n answer(s) are on no disk yet</source>
        <translation>
            <numerusform>%n answer is on no disk yet</numerusform>
            <numerusform>%n answers are on no disk yet</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Save sealed to the stick {name}</source>
        <translation>Save sealed to the stick {name}</translation>
    </message>
    <message>
        <source>Save sealed in another folder...</source>
        <translation>Save sealed in another folder...</translation>
    </message>
    <message>
        <source>Stay in the form</source>
        <translation>Stay in the form</translation>
    </message>
    <message>
        <source>They are in this window only. Try again once there is room, or save them sealed elsewhere: at the next start they are brought back from there.</source>
        <translation>They are in this window only. Try again once there is room, or save them sealed elsewhere: at the next start they are brought back from there.</translation>
    </message>
    <message>
        <source>Where to save the answers</source>
        <translation>Where to save the answers</translation>
    </message>
    <message>
        <source>Saved sealed in {folder}: {names}</source>
        <translation>Saved sealed in {folder}: {names}</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Close the window</translation>
    </message>
    <message>
        <source>The answers are kept sealed elsewhere</source>
        <translation>The answers are kept sealed elsewhere</translation>
    </message>
    <message>
        <source>At the next start of this program they are brought back from there.</source>
        <translation>At the next start of this program they are brought back from there.</translation>
    </message>
</context>
<context>
    <name>RepeatList</name>
    <message>
        <source>Add one</source>
        <translation>Add one</translation>
    </message>
    <message>
        <source>None yet. Add one for each: {what}</source>
        <translation>None yet. Add one for each: {what}</translation>
    </message>
    <message>
        <source>Add: {what}</source>
        <translation>Add: {what}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Type a name, a door, pinyin initials or a code</source>
        <translation>Type a name, a door, pinyin initials or a code</translation>
    </message>
    <message>
        <source>Nothing found. Try the room number or the pinyin initials.</source>
        <translation>Nothing found. Try the room number or the pinyin initials.</translation>
    </message>
    <message>
        <source>There are more: go on typing.</source>
        <translation>There are more: go on typing.</translation>
    </message>
</context>
<context>
    <name>SignatureControl</name>
    <message>
        <source>Leave for ink</source>
        <translation>Leave for ink</translation>
    </message>
    <message>
        <source>Sign here with mouse, finger or pen</source>
        <translation>Sign here with mouse, finger or pen</translation>
    </message>
    <message>
        <source>Will be signed by hand on the printed sheet.</source>
        <translation>Will be signed by hand on the printed sheet.</translation>
    </message>
    <message>
        <source>Left blank, it is signed by hand on the printed sheet.</source>
        <translation>Left blank, it is signed by hand on the printed sheet.</translation>
    </message>
</context>
<context>
    <name>SoundButton</name>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>SoundControl</name>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>This sound cannot be played on this laptop.</source>
        <translation>This sound cannot be played on this laptop.</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>No star given</source>
        <translation>No star given</translation>
    </message>
</context>
<context>
    <name>TextControl</name>
    <message>
        <source>Show what is typed</source>
        <translation>Show what is typed</translation>
    </message>
</context>
<context>
    <name>TimeControl</name>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Type the time as 9:46 or 0946</source>
        <translation>Type the time as 9:46 or 0946</translation>
    </message>
</context>
<context>
    <name>YearControl</name>
    <message>
        <source>Type the year as 2026</source>
        <translation>Type the year as 2026</translation>
    </message>
</context>
<context>
    <name>_Ask</name>
    <message>
        <source>Open the address</source>
        <translation>Open the address</translation>
    </message>
    <message>
        <source>The browser opens this address; that needs a network.</source>
        <translation>The browser opens this address; that needs a network.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>_Picture</name>
    <message>
        <source>The picture of this question is not here.</source>
        <translation>The picture of this question is not here.</translation>
    </message>
    <message>
        <source>Picture of the question</source>
        <translation>Picture of the question</translation>
    </message>
    <message>
        <source>Click to see it large</source>
        <translation>Click to see it large</translation>
    </message>
    <message>
        <source>Escape closes it.</source>
        <translation>Escape closes it.</translation>
    </message>
</context>
</TS>
