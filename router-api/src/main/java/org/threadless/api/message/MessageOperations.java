package org.threadless.api.message;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Fields;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.ProblemException;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Messenger;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.routing.StuckMessages;
import org.threadless.router.engine.routing.Submission;
import org.threadless.router.engine.routing.Submissions;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.router.message.InResponseTo;

/** What is done with messages: {@code /messages}. */
public final class MessageOperations implements Operations {

  private final Submissions submissions;
  private final Once once;
  private final Messages messages;
  private final Messenger messenger;
  private final StuckMessages stuck;
  private final Obstacles obstacles;
  private final Backends backends;
  private final CallbackUrls callbacks;

  @Inject
  MessageOperations(
      Submissions submissions,
      Once once,
      Messages messages,
      Messenger messenger,
      StuckMessages stuck,
      Obstacles obstacles,
      Backends backends,
      CallbackUrls callbacks) {
    this.submissions = submissions;
    this.once = once;
    this.messages = messages;
    this.messenger = messenger;
    this.stuck = stuck;
    this.obstacles = obstacles;
    this.backends = backends;
    this.callbacks = callbacks;
  }

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.of(HttpMethod.POST, "/messages", Right.SEND, this::send),
        Operation.withQuery(HttpMethod.GET, "/messages", Right.READ, this::search),
        Operation.of(HttpMethod.GET, "/messages/{id}", Right.READ, this::show),
        Operation.of(HttpMethod.DELETE, "/messages/{id}", Right.SEND, this::cancel));
  }

  private CallAnswer send(Call call) {
    Submission submission =
        new NewMessages(
                new Recipients(call, messenger, backends),
                id -> original(call, id),
                callbacks,
                call.body())
            .read();
    return once.answer(call, stored -> submit(submission, stored));
  }

  private MessageView.AllSent submit(Submission submission, Consumer<Object> stored) {
    try {
      return MessageView.AllSent.of(
          submissions.submit(
              submission, planned -> stored.accept(MessageView.AllSent.of(planned))));
    } catch (IllegalArgumentException e) {
      // All else has been looked at.
      throw ProblemException.of("text-key", "cannot be told: " + e.getMessage());
    }
  }

  private NewMessages.Original original(Call call, UUID id) {
    return messages
        .find(id)
        .filter(each -> each.message().direction() == Direction.IN)
        .filter(each -> call.token().isFor(each.message().connection().backend()))
        .map(
            each ->
                new NewMessages.Original(
                    each.message().connection(), new InResponseTo(id, each.externalId())))
        .orElseThrow(() -> new IllegalArgumentException("is no message that came in"));
  }

  private CallAnswer search(Call call) {
    MessagePage page = new PageInParts(messages).search(query(call));
    return CallAnswer.ok(
        new MessageView.Page(
            page.messages().stream().map(each -> MessageView.Message.of(each, obstacles)).toList(),
            page.next().map(Cursor::text),
            page.lookedBackTo()));
  }

  private MessageQuery query(Call call) {
    Fields fields = call.query();
    MessageQuery.Builder query = MessageQuery.builder();
    fields.time("from").ifPresent(query::from);
    fields.time("until").ifPresent(query::until);
    Optional<BackendName> backend = fields.text("backend", BackendName::new);
    fields.text("identity", Identity::new).ifPresent(query::identity);
    fields.text("direction", MessageOperations::direction).ifPresent(query::direction);
    fields.text("status", names -> statuses(query, names));
    fields.text("app", AppName::parse).ifPresent(query::app);
    fields.text("text", query::text);
    fields.number("limit", 1, MessageQuery.MAX_LIMIT).ifPresent(query::limit);
    fields.text("cursor", Cursor::parse).ifPresent(query::after);
    fields.finish();
    readable(call, backend).ifPresent(query::backend);
    try {
      return query.build();
    } catch (IllegalArgumentException e) {
      throw ProblemException.of("until", "must be later than from");
    }
  }

  /** Returns which backend's messages are read: of one that the token is for. */
  private static Optional<BackendName> readable(Call call, Optional<BackendName> asked) {
    asked.ifPresent(call::require);
    List<BackendName> of = List.copyOf(call.token().backends());
    if (asked.isPresent() || of.isEmpty()) {
      return asked;
    }
    if (of.size() == 1) {
      return Optional.of(of.get(0));
    }
    throw ProblemException.of("backend", "must be said: this token is for some backends only");
  }

  private static MessageQuery.Builder statuses(MessageQuery.Builder query, String names) {
    Arrays.stream(names.split(",", -1)).forEach(query::status);
    return query;
  }

  private static Direction direction(String name) {
    return switch (name) {
      case "in" -> Direction.IN;
      case "out" -> Direction.OUT;
      default -> throw new IllegalArgumentException("must be in or out");
    };
  }

  private CallAnswer show(Call call) {
    return CallAnswer.ok(MessageView.Story.of(find(call), obstacles));
  }

  private CallAnswer cancel(Call call) {
    StoredMessage message = find(call).message();
    return message.direction() == Direction.IN
        ? stopWaiting(call, message.id())
        : cancel(message.id());
  }

  private CallAnswer stopWaiting(Call call, UUID id) {
    call.require(Right.OPERATE);
    return switch (stuck.cancel(id)) {
      case DONE -> CallAnswer.ok(new MessageView.Status(id, "ERRORED"));
      case UNDER_WAY -> throw ProblemException.conflict("it is being routed just now");
      default -> throw ProblemException.conflict("it came in, and does not wait to be routed");
    };
  }

  private CallAnswer cancel(UUID id) {
    return switch (messenger.cancel(id)) {
      case DONE, WAS_CANCELLED -> CallAnswer.ok(new MessageView.Status(id, "CANCELLED"));
      case UNDER_WAY -> throw ProblemException.conflict("it is being sent just now");
      case SENT, DELIVERED -> throw ProblemException.conflict("it has been sent");
      case FAILED -> throw ProblemException.conflict("it has failed, and does not go out");
      case UNKNOWN -> throw ProblemException.conflict("there is nothing to be sent");
    };
  }

  // Of another's backend there is nothing, as far as the token goes.
  private MessageHistory find(Call call) {
    return messages
        .find(call.id())
        .filter(each -> call.token().isFor(each.message().connection().backend()))
        .orElseThrow(() -> ProblemException.notFound("there is no message of this id"));
  }
}
