<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acknowledge</name>
    <message>
        <source>Yes, done</source>
        <translation>是，已做到</translation>
    </message>
</context>
<context>
    <name>AddressControl</name>
    <message>
        <source>Open the address</source>
        <translation>打开网址</translation>
    </message>
</context>
<context>
    <name>AnnotationControl</name>
    <message>
        <source>Choose a photo</source>
        <translation>选择照片</translation>
    </message>
    <message>
        <source>Choose a photo, then draw on it</source>
        <translation>先选照片，再在上面画</translation>
    </message>
    <message>
        <source>This file is no picture that can be read.</source>
        <translation>这个文件不是能读取的图片。</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
</context>
<context>
    <name>Atlas</name>
    <message>
        <source>Arrows go to the nearest place, Space chooses it, + and - change the scale; drag to move.</source>
        <translation>方向键移到最近的地点，空格选定，+ 和 - 改变比例，拖动可移动。</translation>
    </message>
    <message>
        <source>One square: {metres} m</source>
        <translation>每格 {metres} 米</translation>
    </message>
    <message>
        <source>North is up</source>
        <translation>上方为北</translation>
    </message>
</context>
<context>
    <name>BarcodeControl</name>
    <message>
        <source>Scan or type the code</source>
        <translation>扫码或输入编码</translation>
    </message>
    <message>
        <source>Hold it to the camera</source>
        <translation>对着摄像头扫</translation>
    </message>
    <message>
        <source>From a photo</source>
        <translation>从照片读取</translation>
    </message>
    <message>
        <source>Choose a photo of the code</source>
        <translation>选择拍有编码的照片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>这个文件读不了。</translation>
    </message>
    <message>
        <source>No code can be read in this photo. Take it closer and sharp.</source>
        <translation>这张照片里读不出编码。请靠近一些、拍清楚再试。</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year}年</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year}年{month}月</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>The camera is starting...</source>
        <translation>正在打开摄像头……</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The camera gives no picture. Perhaps another program uses it, or it is switched off or covered. Choose a file instead.</source>
        <translation>摄像头没有画面：可能正被别的程序使用、已关闭或被遮住。可以改为选择照片文件。</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Read a code</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Hold the code before the camera.</source>
        <translation>请把编码对着摄像头。</translation>
    </message>
</context>
<context>
    <name>DateControl</name>
    <message>
        <source>Pick from the calendar</source>
        <translation>从日历选</translation>
    </message>
    <message>
        <source>Type the day as 2026-11-25 or 1125</source>
        <translation>日期写成 2026-11-25 或 1125</translation>
    </message>
    <message>
        <source>en_US</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>DateTimeControl</name>
    <message>
        <source>Give both the day and the time</source>
        <translation>日期和时间都要填</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>en_US</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>DrawingControl</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>在此绘图</translation>
    </message>
    <message>
        <source>The drawing is not here.</source>
        <translation>图不在本机。</translation>
    </message>
</context>
<context>
    <name>Dropdown</name>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>Fallback</name>
    <message>
        <source>Type the date of the Gregorian calendar.</source>
        <translation>请填公历日期。</translation>
    </message>
    <message>
        <source>Read the compass and type the degrees, 0 to 360.</source>
        <translation>请看指南针，填 0 到 360 度。</translation>
    </message>
    <message>
        <source>No other program is called; type the answer.</source>
        <translation>不调用别的应用，请直接填写。</translation>
    </message>
</context>
<context>
    <name>FileControl</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>or drag it here</source>
        <translation>或拖到这里</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>The file is not here.</source>
        <translation>文件不在本机。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>This file is larger than 200 MB.</source>
        <translation>文件超过 200 MB。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>这个文件读不出来。</translation>
    </message>
</context>
<context>
    <name>FilmControl</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>This film cannot be played on this laptop.</source>
        <translation>这段视频在本机上放不了。</translation>
    </message>
    <message>
        <source>Record a film</source>
        <translation>录视频</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新录音</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Play the film</source>
        <translation>播放视频</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>重新播放</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This film cannot be played here.</source>
        <translation>这段视频在这里放不了。</translation>
    </message>
</context>
<context>
    <name>FilmTaking</name>
    <message>
        <source>Record a film</source>
        <translation>录视频</translation>
    </message>
    <message>
        <source>Begin to record</source>
        <translation>开始录</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新录音</translation>
    </message>
    <message>
        <source>Use this film</source>
        <translation>用这段</translation>
    </message>
    <message>
        <source>This film cannot be played here.</source>
        <translation>这段视频在这里放不了。</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>正在录音 {time}</translation>
    </message>
    <message>
        <source>{time}, {size} MB</source>
        <translation>{time}，{size} MB</translation>
    </message>
    <message>
        <source>Without sound: there is no microphone.</source>
        <translation>没有麦克风，录下的视频没有声音。</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
</context>
<context>
    <name>FinderMany</name>
    <message>
        <source>Take this one out</source>
        <translation>去掉这一项</translation>
    </message>
</context>
<context>
    <name>FoldedMany</name>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>FormEnd</name>
    <message numerus="yes">
        <source>%n thing(s) to put right before this can be finished.</source>
        <translation>
            <numerusform>还有 %n 处要补充或改正，改好才能完成。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is there. It can be finished.</source>
        <translation>都填好了，可以完成。</translation>
    </message>
    <message>
        <source>Finished and kept</source>
        <translation>已完成并保存</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>编号 {number}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>必填，还没有回答</translation>
    </message>
    <message>
        <source>This answer is not allowed here</source>
        <translation>这个回答不符合要求</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>已答 {answered}/{asked}</translation>
    </message>
    <message>
        <source>This was a trial: no visit was made and nothing was kept</source>
        <translation>这是试填：没有生成走访，什么也没有保存</translation>
    </message>
    <message>
        <source>The form can be finished like this</source>
        <translation>这样填可以完成</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Saved by itself {time}</source>
        <translation>已自动保存 {time}</translation>
    </message>
    <message>
        <source>The last answer is NOT saved</source>
        <translation>最后一个回答没有保存</translation>
    </message>
    <message>
        <source>Trying out: nothing is saved</source>
        <translation>试填，不保存</translation>
    </message>
</context>
<context>
    <name>FormHead</name>
    <message>
        <source>Back; the draft is kept</source>
        <translation>返回（草稿保留）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Throw this draft away...</source>
        <translation>丢弃这份草稿…</translation>
    </message>
</context>
<context>
    <name>FormNotices</name>
    <message>
        <source>({count} more)</source>
        <translation>（另有{count}条）</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Check and finish</source>
        <translation>检查并完成</translation>
    </message>
    <message>
        <source>Throw this draft away?</source>
        <translation>丢弃这份草稿？</translation>
    </message>
    <message>
        <source>Its answers and photos cannot be brought back.</source>
        <translation>其中的回答和照片无法找回。</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>%n listed</source>
        <translation>共 %n 项</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>还差 {count} 处</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可以完成</translation>
    </message>
    <message>
        <source>Has errors</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>填写中</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未填</translation>
    </message>
</context>
<context>
    <name>FormSigns</name>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Trying out: nothing is kept</source>
        <translation>试填，不保存</translation>
    </message>
    <message>
        <source>Being changed</source>
        <translation>修改中</translation>
    </message>
    <message>
        <source>Being filled in</source>
        <translation>填写中</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>已答 {answered}/{asked}</translation>
    </message>
    <message>
        <source>Check as if to finish</source>
        <translation>检查能否完成</translation>
    </message>
    <message>
        <source>Finish this visit</source>
        <translation>完成走访</translation>
    </message>
    <message>
        <source>Next: {page}</source>
        <translation>下一页：{page}</translation>
    </message>
    <message>
        <source>Check and finish</source>
        <translation>检查并完成</translation>
    </message>
</context>
<context>
    <name>FormWatch</name>
    <message>
        <source>Goes on with what is known: {label}</source>
        <translation>已改用已登记的：{label}</translation>
    </message>
    <message>
        <source>The same: take that one</source>
        <translation>就是同一个，用已登记的</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Another draft of this visit is kept since {time}</source>
        <translation>同一对象还有一份没填完的，存于 {time}</translation>
    </message>
    <message>
        <source>Go on with that one</source>
        <translation>接着填那一份</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两份都留着</translation>
    </message>
    <message>
        <source>I see</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Perhaps known already: {label} ({why})</source>
        <translation>这个人可能已登记：{label}（{why}）</translation>
    </message>
    <message>
        <source>Perhaps this home is known already: {label} ({why})</source>
        <translation>这一户可能已登记：{label}（{why}）</translation>
    </message>
    <message>
        <source>Perhaps this facility is known already: {label} ({why})</source>
        <translation>这处设施可能已登记：{label}（{why}）</translation>
    </message>
    <message>
        <source>same code</source>
        <translation>编号相同</translation>
    </message>
    <message>
        <source>same kind at the same place</source>
        <translation>同一位置、同一类型</translation>
    </message>
</context>
<context>
    <name>Ground</name>
    <message>
        <source>Grid to pick places on</source>
        <translation>选点方格图</translation>
    </message>
    <message>
        <source>Arrows move the cross by a square, with Shift by a tenth; Enter puts a point there, Delete takes the last one away, + and - change the scale.</source>
        <translation>方向键移动十字一格，按住 Shift 移动十分之一格；回车在十字处加一点，Delete 去掉最后一点，+ 和 - 改变比例。</translation>
    </message>
    <message>
        <source>One square: {metres} m</source>
        <translation>每格 {metres} 米</translation>
    </message>
    <message>
        <source>North is up</source>
        <translation>上方为北</translation>
    </message>
</context>
<context>
    <name>ImageMap</name>
    <message>
        <source>Choose by the name; the picture cannot be clicked.</source>
        <translation>请按文字选择，图片不能点选。</translation>
    </message>
    <message>
        <source>Chosen: {labels}</source>
        <translation>已选：{labels}</translation>
    </message>
    <message>
        <source>Click the place, or choose with arrows.</source>
        <translation>点图上的位置，或用方向键选、空格选定。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>InstanceCard</name>
    <message>
        <source>Fill in</source>
        <translation>填写</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take it out with its answers?</source>
        <translation>连同回答一起移除？</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>MapList</name>
    <message>
        <source>Choose from the list; its rows tell no place to draw.</source>
        <translation>请从清单中选择；清单里没有可画的位置。</translation>
    </message>
    <message>
        <source>Only the first {count} are drawn; search finds all.</source>
        <translation>图上只画前 {count} 个，搜索可找到全部。</translation>
    </message>
</context>
<context>
    <name>MonthControl</name>
    <message>
        <source>Type the month as 2026-11</source>
        <translation>月份写成 2026-11</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Nothing to choose from here yet. Answer what stands before it; else fill the form that makes such entries (as the estate profile), or bring in a list under Office ledgers.</source>
        <translation>这里还没有可选的项。请先回答前面的问题；都答了仍没有，请先填报相应的档案（如小区档案），或到“部门台账”导入名单。</translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>Type a whole number, as 12</source>
        <translation>请填整数，如 12</translation>
    </message>
    <message>
        <source>Type a number, as 18.5</source>
        <translation>请填数字，如 18.5</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Pages of this form</source>
        <translation>本表各页</translation>
    </message>
</context>
<context>
    <name>PageHead</name>
    <message>
        <source>Add another</source>
        <translation>再添一项</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>重拍</translation>
    </message>
    <message>
        <source>Use this photo</source>
        <translation>用这张</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>From a GPX, KML or GeoJSON file</source>
        <translation>从 GPX、KML、GeoJSON 文件读取</translation>
    </message>
    <message>
        <source>Pick on a grid</source>
        <translation>在方格图上选点</translation>
    </message>
    <message>
        <source>No places could be read from this file: GPX, KML or GeoJSON.</source>
        <translation>这个文件里读不出位置，请选 GPX、KML 或 GeoJSON 文件。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置文件</translation>
    </message>
</context>
<context>
    <name>PictureControl</name>
    <message>
        <source>or drag, Ctrl+V</source>
        <translation>或拖入、Ctrl+V 粘贴</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The photo is not here.</source>
        <translation>照片不在本机。</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选择照片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>这个文件读不出来。</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>This file is no picture that can be read.</source>
        <translation>这个文件不是能读取的图片。</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>重拍</translation>
    </message>
    <message>
        <source>This photo must be taken with the camera.</source>
        <translation>这张照片要用摄像头现拍。</translation>
    </message>
</context>
<context>
    <name>PlaceControl</name>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Type both latitude and longitude</source>
        <translation>经度和纬度都要填</translation>
    </message>
    <message>
        <source>Latitude -90 to 90 and longitude -180 to 180, as 35.4146 116.5871</source>
        <translation>纬度 -90 到 90，经度 -180 到 180，如 35.4146 116.5871</translation>
    </message>
</context>
<context>
    <name>PlacesControl</name>
    <message>
        <source>One place a line: 35.4146 116.5871</source>
        <translation>每行一个点：35.4146 116.5871</translation>
    </message>
    <message>
        <source>Line {number}: {why}</source>
        <translation>第 {number} 行：{why}</translation>
    </message>
    <message>
        <source>At least {least} places are needed</source>
        <translation>至少要 {least} 个点</translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>This file is not here.</source>
        <translation>本机没有这个文件。</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Take back</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>This must be answered.</source>
        <translation>必填，还没有回答。</translation>
    </message>
    <message>
        <source>This cannot be read as an answer of this kind.</source>
        <translation>格式不对，无法作为答案。</translation>
    </message>
    <message>
        <source>This answer is not allowed here.</source>
        <translation>这个回答不符合要求。</translation>
    </message>
</context>
<context>
    <name>RangeList</name>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>RankControl</name>
    <message>
        <source>This order is right</source>
        <translation>就按这个顺序</translation>
    </message>
    <message>
        <source>Drag to reorder, or press Ctrl with an arrow key.</source>
        <translation>拖动排序，或按 Ctrl+上下键。</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Why is this visit changed?</source>
        <translation>为什么修改这次走访？</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The form keeps the reason with the change.</source>
        <translation>原因会随这次修改一起存入表单记录。</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>回到表单</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新录音</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>正在录音 {time}</translation>
    </message>
    <message>
        <source>The microphone records nothing. Perhaps another program uses it or it is switched off. Choose a recorded file instead.</source>
        <translation>麦克风没有录到声音：可能正被别的程序使用或已关闭。可以改为选择已录好的文件。</translation>
    </message>
</context>
<context>
    <name>RefusedDialog</name>
    <message numerus="yes">
        <source>%n answer(s) are on no disk yet</source>
        <translation>
            <numerusform>有 %n 条答案还没有存到磁盘</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Save sealed to the stick {name}</source>
        <translation>加密存到 U 盘 {name}</translation>
    </message>
    <message>
        <source>Save sealed in another folder...</source>
        <translation>加密存到别的文件夹…</translation>
    </message>
    <message>
        <source>Stay in the form</source>
        <translation>留在表单里</translation>
    </message>
    <message>
        <source>They are in this window only. Try again once there is room, or save them sealed elsewhere: at the next start they are brought back from there.</source>
        <translation>它们只在这个窗口里。腾出空间后再试一次，或先加密存到别处，下次打开时可以取回。</translation>
    </message>
    <message>
        <source>Where to save the answers</source>
        <translation>把答案存到哪里</translation>
    </message>
    <message>
        <source>Saved sealed in {folder}: {names}</source>
        <translation>已加密存到 {folder}：{names}</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>The answers are kept sealed elsewhere</source>
        <translation>答案已加密存到别处</translation>
    </message>
    <message>
        <source>At the next start of this program they are brought back from there.</source>
        <translation>下次打开本程序时，可以从那里取回。</translation>
    </message>
</context>
<context>
    <name>RepeatList</name>
    <message>
        <source>Add one</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>None yet. Add one for each: {what}</source>
        <translation>还没有。每一项添加一条：{what}</translation>
    </message>
    <message>
        <source>Add: {what}</source>
        <translation>添加：{what}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Type a name, a door, pinyin initials or a code</source>
        <translation>输入姓名、门牌、拼音首字母或编号</translation>
    </message>
    <message>
        <source>Nothing found. Try the room number or the pinyin initials.</source>
        <translation>没有找到，可试房号或拼音首字母。</translation>
    </message>
    <message>
        <source>There are more: go on typing.</source>
        <translation>还有更多，请继续输入。</translation>
    </message>
</context>
<context>
    <name>SignatureControl</name>
    <message>
        <source>Leave for ink</source>
        <translation>留待纸上签字</translation>
    </message>
    <message>
        <source>Sign here with mouse, finger or pen</source>
        <translation>用鼠标、手指或笔在此签名</translation>
    </message>
    <message>
        <source>Will be signed by hand on the printed sheet.</source>
        <translation>将在打印件上手签。</translation>
    </message>
    <message>
        <source>Left blank, it is signed by hand on the printed sheet.</source>
        <translation>不签则留空，打印后在纸上签。</translation>
    </message>
</context>
<context>
    <name>SoundButton</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>SoundControl</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>This sound cannot be played on this laptop.</source>
        <translation>这段录音在本机上放不了。</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>No star given</source>
        <translation>还没有打分</translation>
    </message>
</context>
<context>
    <name>TextControl</name>
    <message>
        <source>Show what is typed</source>
        <translation>显示所填的内容</translation>
    </message>
</context>
<context>
    <name>TimeControl</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Type the time as 9:46 or 0946</source>
        <translation>时间写成 9:46 或 0946</translation>
    </message>
</context>
<context>
    <name>YearControl</name>
    <message>
        <source>Type the year as 2026</source>
        <translation>年份写成 2026</translation>
    </message>
</context>
<context>
    <name>_Ask</name>
    <message>
        <source>Open the address</source>
        <translation>打开网址</translation>
    </message>
    <message>
        <source>The browser opens this address; that needs a network.</source>
        <translation>将用浏览器打开这个网址，需要联网。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>_Picture</name>
    <message>
        <source>The picture of this question is not here.</source>
        <translation>本机没有这道题的图片。</translation>
    </message>
    <message>
        <source>Picture of the question</source>
        <translation>题目图片</translation>
    </message>
    <message>
        <source>Click to see it large</source>
        <translation>点击看大图</translation>
    </message>
    <message>
        <source>Escape closes it.</source>
        <translation>按 Esc 关闭。</translation>
    </message>
</context>
</TS>
