package org.threadless.backend.http.rule;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.required;

import java.util.Map;
import org.threadless.backend.http.value.Conditions;
import org.threadless.router.config.OneOrMore;

/**
 * What a provider sends besides messages and reports, and is nothing to us: it is answered as
 * anything that no rule is for, and the log says nothing of it.
 *
 * @param when what must stand where, in the request or in an element of its array
 */
public record IgnoreSettings(Map<String, OneOrMore<String>> when) {

  /** Refuses to ignore everything. */
  public IgnoreSettings {
    required("when", when);
    check(!when.isEmpty(), "when", "must name a place and what stands there");
    when = Map.copyOf(when);
    Conditions.of("when", when);
  }

  Conditions conditions() {
    return Conditions.of("when", when);
  }
}
