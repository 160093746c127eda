package org.threadless.server.command.table;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.threadless.http.callback.ByMessageSettings;
import org.threadless.http.callback.CallbackPlan;
import org.threadless.http.callback.CallbackSettings;

/** The programs that are told what happens, for people: nothing of what may be secret. */
public final class CallbackTable {

  private CallbackTable() {}

  /** Prints them, where there are any. */
  public static void print(CallbackPlan plan, PrintWriter out) {
    if (!plan.isNone()) {
      out.println("callbacks:");
      plan.callbacks().forEach(each -> out.println("  " + line(each)));
      plan.byMessage().ifPresent(each -> out.println("  " + line(each)));
    }
  }

  private static String line(CallbackSettings callback) {
    List<String> events =
        callback.on().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    return callback.shown() + "  on " + String.join(", ", events);
  }

  private static String line(ByMessageSettings settings) {
    return settings.allow().stream()
        .collect(Collectors.joining(", ", "whom a message names, at ", ""));
  }
}
