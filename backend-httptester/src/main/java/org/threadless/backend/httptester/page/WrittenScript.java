package org.threadless.backend.httptester.page;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * Writes a conversation as a script. What a script cannot say, or would not hold again when it is
 * run, is written as a comment that says why.
 */
public final class WrittenScript {

  private static final Pattern LINE_END = Pattern.compile("\\R");
  private static final Pattern UNWRITABLE_IDENTITY = Pattern.compile(".*[<>].*|#.*|.*@\\d{12}");

  private final Set<UUID> answered;

  private WrittenScript(List<StoredMessage> messages) {
    answered =
        messages.stream()
            .filter(message -> message.direction() == Direction.IN)
            .map(StoredMessage::id)
            .collect(Collectors.toSet());
  }

  /**
   * Writes the script of a conversation.
   *
   * @param messages of one connection, in their order
   */
  public static String of(List<StoredMessage> messages) {
    WrittenScript script = new WrittenScript(messages);
    return messages.stream().map(script::line).collect(Collectors.joining());
  }

  private String line(StoredMessage message) {
    String text = message.text();
    String identity = message.connection().identity().value();
    boolean in = message.direction() == Direction.IN;
    String line = identity + (in ? " > " : " < ") + LINE_END.matcher(text).replaceAll(" ");
    return why(message, identity, text).map(why -> "# " + why + ": " + line).orElse(line).strip()
        + "\n";
  }

  private Optional<String> why(StoredMessage message, String identity, String text) {
    return Optional.ofNullable(reason(message, identity, text));
  }

  private String reason(StoredMessage message, String identity, String text) {
    if (UNWRITABLE_IDENTITY.matcher(identity).matches() || !identity.equals(identity.strip())) {
      return "a script cannot name this identity";
    }
    if (LINE_END.matcher(text).find() || !text.equals(text.strip())) {
      return "has line ends or outer blanks, which a script cannot say";
    }
    if (message.status() == OutgoingStatus.CANCELLED) {
      return "was cancelled, and did not go out";
    }
    boolean reply = message.inResponseTo().filter(answered::contains).isPresent();
    return message.direction() == Direction.OUT && !reply ? "answers nothing above" : null;
  }
}
