package org.threadless.server.command.message;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code router resend}: sends messages again that have failed. */
@Command(
    name = "resend",
    description = {
      "Sends messages again that have FAILED, when the cause is mended; no app sees them again.",
      "They are sent in their order, and tried again and given up as if they were made now.",
      "One that has failed with 'perhaps sent' may reach its phone twice.",
      "Exit code 1 where one has failed again; what has to wait is stored.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class ResendCommand extends RepeatCommand {

  @ArgGroup(multiplicity = "1")
  private Which which;

  /** One message, or all. */
  private static final class Which {

    @Parameters(index = "0", paramLabel = "MESSAGE-ID", description = "Only this message.")
    private String id;

    // Only to be there: one of the two must be.
    @SuppressWarnings("unused")
    @Option(names = "--failed", description = "All messages that have failed.")
    private boolean failed;
  }

  ResendCommand() {
    super("an outgoing message that has failed", "sent");
  }

  @Override
  String id() {
    return which.id;
  }

  @Override
  List<UUID> find(Chosen chosen, Backlog backlog) {
    return backlog.failed(chosen);
  }

  @Override
  Stream<String> list(List<UUID> messages, Backlog backlog) {
    return backlog.resent(messages).stream()
        .map(each -> each.id() + " " + each.reason().orElse(""));
  }

  @Override
  boolean repeat(List<UUID> messages, RunningRouter router) throws InterruptedException {
    List<UUID> again = router.backlog().resend(messages, Audit.COMMAND_LINE);
    printCount(again);
    List<Resent> resent = router.awaitSent(again);
    print(resent);
    return resent.stream().allMatch(Resent::isWell);
  }

  private void print(List<Resent> resent) {
    long sent = resent.stream().filter(ResendCommand::isSent).count();
    List<Resent> failed = WhyUnsent.with(OutgoingStatus.FAILED, resent);
    List<Resent> waiting = WhyUnsent.with(OutgoingStatus.QUEUED, resent);
    print("sent: %d, failed again: %d, wait: %d".formatted(sent, failed.size(), waiting.size()));
    printReasons("failed again", failed);
    printReasons("wait, to be tried again", waiting);
  }

  private void printReasons(String words, List<Resent> messages) {
    WhyUnsent.lines(words, messages).forEach(line -> print("  " + line));
  }

  private static boolean isSent(Resent message) {
    return message.status() == OutgoingStatus.SENT || message.status() == OutgoingStatus.DELIVERED;
  }
}
