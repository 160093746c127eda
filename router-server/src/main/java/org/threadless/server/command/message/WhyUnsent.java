package org.threadless.server.command.message;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.message.OutgoingStatus;

/** Says why messages are not sent that were to be, a line for each reason. */
final class WhyUnsent {

  private WhyUnsent() {}

  /** Returns those that have this status. */
  static List<Resent> with(OutgoingStatus status, List<Resent> messages) {
    return messages.stream().filter(each -> each.status() == status).toList();
  }

  /** Returns how many there are of each reason, which comes after these words. */
  static Stream<String> lines(String words, List<Resent> messages) {
    return messages.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.reason().orElse(Obstacles.UNKNOWN),
                TreeMap::new,
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() + " " + words + ": " + each.getKey());
  }
}
