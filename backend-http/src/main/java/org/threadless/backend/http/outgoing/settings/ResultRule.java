package org.threadless.backend.http.outgoing.settings;

import java.util.Map;
import org.threadless.backend.http.value.Conditions;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;

/**
 * What some answers of a gateway mean.
 *
 * @param when what must hold of the answer: paths, and for each the values that it may have
 * @param is what it means then
 */
public record ResultRule(Map<String, OneOrMore<String>> when, Meaning is) {

  /** Refuses a path that is none. */
  public ResultRule {
    when = Kept.inOrder(Settings.required("when", when));
    Settings.required("is", is);
    Conditions unused = Conditions.of("when", when);
  }

  /** Returns what must hold, ready to be asked. */
  public Conditions conditions() {
    return Conditions.of("when", when);
  }
}
