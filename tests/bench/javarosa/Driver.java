import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.*;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.reference.*;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.externalizable.*;
import org.javarosa.form.api.*;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.model.xform.XFormsModule;

/** Times JavaRosa in processor time: parse, begin, answers; one JSON line. */
public class Driver {
  static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
  static final java.lang.management.ThreadMXBean THREADS = java.lang.management.ManagementFactory.getThreadMXBean();
  /** Of this thread: what an answer takes is far below the 10 ms steps of the other. */
  static long cpu() { return THREADS.getCurrentThreadCpuTime(); }
  /** Of the whole process, as Python and node tell theirs: collecting and compiling are part of the price. */
  static long whole() { return SYSTEM.getProcessCpuTime(); }
  static FormIndex find(FormEntryController c, String path) {
    c.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    for (int e = c.stepToNextEvent(); e != FormEntryController.EVENT_END_OF_FORM; e = c.stepToNextEvent()) {
      if (e != FormEntryController.EVENT_QUESTION) continue;
      FormIndex i = c.getModel().getFormIndex();
      // A path with positions means one instance of a repeat: /data/r[50]/q0.
      String here = i.getReference().toString(path.contains("["));
      if (here.replace("[1]", "").equals(path.replace("[1]", ""))) return i;
    }
    return null;
  }
  static IAnswerData data(FormEntryPrompt p, String value) {
    if (p.getControlType() == Constants.CONTROL_SELECT_ONE) return new SelectOneData(new org.javarosa.core.model.data.helper.Selection(value));
    if (p.getControlType() == Constants.CONTROL_SELECT_MULTI) {
      List<org.javarosa.core.model.data.helper.Selection> all = new ArrayList<>();
      for (String v : value.split(" ")) all.add(new org.javarosa.core.model.data.helper.Selection(v));
      return new MultipleItemsData(all);
    }
    return AnswerDataFactory.templateByDataType(p.getDataType()).cast(new UncastData(value));
  }
  public static void main(String[] a) throws Exception {
    PrintStream out = System.out; System.setOut(System.err);
    String form = a[0]; Path lists = Paths.get(a[1]);
    List<String[]> steps = new ArrayList<>();
    for (String l : Files.readAllLines(Paths.get(a[2]))) if (!l.isEmpty()) steps.add(l.split("\t"));
    int warm = Integer.parseInt(a[3]), rounds = Integer.parseInt(a[4]);
    new XFormsModule().registerModule();
    ReferenceManager.instance().addReferenceFactory(new org.javarosa.core.reference.PrefixedRootFactory(new String[]{"file-csv", "file"}) {
      protected Reference factory(String terminal, String uri) {
        return new Reference() {
          File f() { return lists.resolve(terminal.replaceFirst("^/", "")).toFile(); }
          public String getLocalURI() { return f().getAbsolutePath(); }
          public String getURI() { return uri; }
          public boolean isReadOnly() { return true; }
          public InputStream getStream() throws IOException { return new FileInputStream(f()); }
          public OutputStream getOutputStream() { return null; }
          public void remove() {}
          public boolean doesBinaryExist() { return f().exists(); }
          public Reference[] probeAlternativeReferences() { return null; }
        };
      }
    });
    org.javarosa.core.services.PropertyManager.setPropertyManager(new org.javarosa.core.services.IPropertyManager() {
      public List<String> getProperty(String n) { return Collections.singletonList(getSingularProperty(n)); }
      public void setProperty(String n, String v) {}
      public void setProperty(String n, List<String> v) {}
      public String getSingularProperty(String n) { return n.equals("username") ? "w02" : "device"; }
      public void addRules(org.javarosa.core.services.properties.IPropertyRules r) {}
      public List<org.javarosa.core.services.properties.IPropertyRules> getRules() { return Collections.emptyList(); }
    });
    List<Double> parse = new ArrayList<>(), begin = new ArrayList<>(), answer = new ArrayList<>(), visit = new ArrayList<>(), refilter = new ArrayList<>(), each = new ArrayList<>();
    int asked = 0;
    for (int r = 0; r < warm + rounds; r++) {
      FormDef fd;
      long t0 = whole();
      fd = XFormUtils.getFormFromFormXml(form, null);
      long t1 = whole();
      fd.initialize(true, new InstanceInitializationFactory());
      long t2 = whole();
      FormEntryController c = new FormEntryController(new FormEntryModel(fd));
      double sum = 0; asked = 0;
      for (String[] s : steps) {
        FormIndex i = find(c, s[0]);
        if (i == null) { System.err.println("not asked: " + s[0]); continue; }
        FormEntryPrompt p = c.getModel().getQuestionPrompt(i);
        IAnswerData d = data(p, s[1]);
        FormIndex pick = s.length > 2 ? find(c, s[2]) : null;
        if (pick != null) c.jumpToIndex(i);
        long b = cpu(), w = whole();
        int code = c.answerQuestion(i, d, true);
        double ms = (cpu() - b) / 1e6;
        if (r >= warm) each.add((whole() - w) / 1e6);
        if (pick != null) {
          int offered = c.getModel().getQuestionPrompt(pick).getSelectChoices().size();
          if (r >= warm) refilter.add((whole() - w) / 1e6);
          if (r == 0) System.err.println(s[2] + " offers " + offered);
        }
        if (code != FormEntryController.ANSWER_OK) System.err.println(s[0] + " -> " + code);
        sum += ms; asked++;
        if (r >= warm) answer.add(ms);
      }
      if (r >= warm) { parse.add((t1 - t0) / 1e6); begin.add((t2 - t1) / 1e6); visit.add(sum); }
    }
    out.printf(Locale.ROOT, "{\"asked\": %d, \"parse\": %.4f, \"begin\": %.4f, \"answer_p50\": %.4f, \"answer_p95\": %.4f, \"visit\": %.4f, \"refilter\": %.4f, \"answer\": %.4f}%n",
      asked, mean(parse), mean(begin), q(answer, .5), q(answer, .95), q(visit, .5), mean(refilter), mean(each));
  }
  /** Steps of 10 ms tell nothing of one round; of many their mean does. */
  static double mean(List<Double> l) { return l.stream().mapToDouble(d -> d).average().orElse(0); }
  static double q(List<Double> l, double p) { if (l.isEmpty()) return 0; Collections.sort(l); return l.get((int) Math.min(l.size() - 1, Math.floor(l.size() * p))); }
}
