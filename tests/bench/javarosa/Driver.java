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

/** Times JavaRosa: parse, begin, each answer, submission; one JSON line. */
public class Driver {
  static FormIndex find(FormEntryController c, String path) {
    c.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    for (int e = c.stepToNextEvent(); e != FormEntryController.EVENT_END_OF_FORM; e = c.stepToNextEvent()) {
      if (e != FormEntryController.EVENT_QUESTION) continue;
      FormIndex i = c.getModel().getFormIndex();
      if (i.getReference().toString(false).equals(path)) return i;
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
    for (String l : Files.readAllLines(Paths.get(a[2]))) if (!l.isEmpty()) steps.add(l.split("\t", 2));
    int warm = Integer.parseInt(a[3]), rounds = Integer.parseInt(a[4]);
    new XFormsModule().registerModule();
    ReferenceManager.instance().addReferenceFactory(new org.javarosa.core.reference.PrefixedRootFactory(new String[]{"file-csv", "file"}) {
      protected Reference factory(String terminal, String uri) {
        return new Reference() {
          File f() { return lists.resolve(terminal).toFile(); }
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
    List<Double> parse = new ArrayList<>(), begin = new ArrayList<>(), answer = new ArrayList<>(), visit = new ArrayList<>();
    int asked = 0;
    for (int r = 0; r < warm + rounds; r++) {
      FormDef fd;
      long t0 = System.nanoTime();
      fd = XFormUtils.getFormFromFormXml(form, null);
      long t1 = System.nanoTime();
      fd.initialize(true, new InstanceInitializationFactory());
      long t2 = System.nanoTime();
      FormEntryController c = new FormEntryController(new FormEntryModel(fd));
      double sum = 0; asked = 0;
      for (String[] s : steps) {
        FormIndex i = find(c, s[0]);
        if (i == null) { System.err.println("not asked: " + s[0]); continue; }
        FormEntryPrompt p = c.getModel().getQuestionPrompt(i);
        IAnswerData d = data(p, s[1]);
        long b = System.nanoTime();
        int code = c.answerQuestion(i, d, true);
        double ms = (System.nanoTime() - b) / 1e6;
        if (code != FormEntryController.ANSWER_OK) System.err.println(s[0] + " -> " + code);
        sum += ms; asked++;
        if (r >= warm) answer.add(ms);
      }
      if (r >= warm) { parse.add((t1 - t0) / 1e6); begin.add((t2 - t1) / 1e6); visit.add(sum); }
    }
    out.printf(Locale.ROOT, "{\"asked\": %d, \"parse\": %.4f, \"begin\": %.4f, \"answer_p50\": %.4f, \"answer_p95\": %.4f, \"visit\": %.4f}%n",
      asked, q(parse, .5), q(begin, .5), q(answer, .5), q(answer, .95), q(visit, .5));
  }
  static double q(List<Double> l, double p) { Collections.sort(l); return l.get((int) Math.min(l.size() - 1, Math.floor(l.size() * p))); }
}
