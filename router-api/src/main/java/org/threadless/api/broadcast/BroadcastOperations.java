package org.threadless.api.broadcast;

import jakarta.inject.Inject;
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
import org.threadless.api.message.Once;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastIntake;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.history.Cursor;

/** What is done with broadcasts: {@code /broadcasts}. */
public final class BroadcastOperations implements Operations {

  private static final int LIMIT = 100;
  private static final int HIGHEST_LIMIT = 1000;

  private final BroadcastIntake intake;
  private final BroadcastStore broadcasts;
  private final Audience audience;
  private final Once once;

  @Inject
  BroadcastOperations(
      BroadcastIntake intake, BroadcastStore broadcasts, Audience audience, Once once) {
    this.intake = intake;
    this.broadcasts = broadcasts;
    this.audience = audience;
    this.once = once;
  }

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.withQuery(HttpMethod.POST, "/broadcasts", Right.SEND, this::start),
        Operation.withQuery(HttpMethod.GET, "/broadcasts", Right.READ, this::list),
        Operation.of(HttpMethod.GET, "/broadcasts/{id}", Right.READ, this::show),
        change("pause", broadcasts::pause),
        change("resume", this::resume),
        change("stop", broadcasts::stop));
  }

  private Operation change(String what, Consumer<UUID> change) {
    return Operation.of(
        HttpMethod.POST,
        "/broadcasts/{id}/" + what,
        Right.SEND,
        call -> {
          change.accept(find(call).id());
          return show(call);
        });
  }

  private CallAnswer start(Call call) {
    NewBroadcast wanted = new BroadcastRequest(call, audience).read();
    return once.answer(
        call,
        stored ->
            Progress.of(intake.submit(wanted, broadcast -> stored.accept(Progress.of(broadcast)))));
  }

  private CallAnswer list(Call call) {
    Fields query = call.query();
    int limit = query.number("limit", 1, HIGHEST_LIMIT).orElse(LIMIT);
    Optional<Cursor> after = query.text("cursor", Cursor::parse);
    query.finish();
    List<Broadcast> found = broadcasts.list(after.map(Cursor::last), limit);
    Optional<String> next =
        found.size() < limit
            ? Optional.empty()
            : Optional.of(new Cursor(found.get(limit - 1).id()).text());
    return CallAnswer.ok(
        new Progress.Page(
            found.stream().filter(each -> isFor(call, each)).map(Progress::of).toList(), next));
  }

  private CallAnswer show(Call call) {
    return CallAnswer.ok(Progress.of(find(call)));
  }

  private void resume(UUID id) {
    if (broadcasts.find(id).filter(each -> each.state() == BroadcastState.STOPPED).isPresent()) {
      throw ProblemException.conflict("it is stopped: what has not gone out of it never does");
    }
    broadcasts.resume(id);
  }

  private Broadcast find(Call call) {
    return broadcasts
        .find(call.id())
        .filter(each -> isFor(call, each))
        .orElseThrow(() -> ProblemException.notFound("there is no broadcast of this id"));
  }

  // Of one that goes by another's backend, too, there is nothing, as far as the token goes.
  private static boolean isFor(Call call, Broadcast broadcast) {
    return broadcast.backends().stream().allMatch(call.token()::isFor);
  }
}
