package org.threadless.console.message.find;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.Messenger;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.message.Numbers;

/** What is done with all messages that a filter finds; it is asked before, with how many. */
public final class BulkRoutes implements PageRoutes {

  private static final String RESEND = "/messages/resend";
  private static final String CANCEL = "/messages/cancel";

  private final Messages messages;
  private final Backlog backlog;
  private final Messenger messenger;
  private final Backends backends;
  private final Numbers numbers;
  private final InstantSource clock;

  @Inject
  BulkRoutes(
      Messages messages,
      Backlog backlog,
      Messenger messenger,
      Backends backends,
      Numbers numbers,
      InstantSource clock) {
    this.messages = messages;
    this.backlog = backlog;
    this.messenger = messenger;
    this.backends = backends;
    this.numbers = numbers;
    this.clock = clock;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get(RESEND, Role.OPERATOR, this::askToResend),
        PageRoute.post(RESEND, Role.OPERATOR, this::resend),
        PageRoute.get(CANCEL, Role.OPERATOR, this::askToCancel),
        PageRoute.post(CANCEL, Role.OPERATOR, this::cancel));
  }

  private Reply askToResend(Visit visit) {
    Bulk bulk = find(visit, "failed");
    return ask(
        visit,
        bulk,
        RESEND,
        "Resend what has failed",
        bulk.ids().isEmpty()
            ? "No message that the filter finds has failed."
            : count(bulk)
                + " will be sent again as if made now; no app sees them again. One that has failed"
                + " with \u201cperhaps sent\u201d may reach its phone twice.");
  }

  private Reply askToCancel(Visit visit) {
    Bulk bulk = find(visit, "queued");
    return ask(
        visit,
        bulk,
        CANCEL,
        "Cancel what waits",
        bulk.ids().isEmpty()
            ? "No message that the filter finds waits to be sent."
            : count(bulk) + " will not be sent. This cannot be undone.");
  }

  private static Reply ask(Visit visit, Bulk bulk, String path, String heading, String line) {
    MessageFilter filter = MessageFilter.of(visit).fromTheNewest();
    List<BulkQuestion.Kind> kinds = BulkQuestion.most(bulk.kinds());
    int shown = kinds.stream().mapToInt(BulkQuestion.Kind::count).sum();
    return Reply.page(
        heading,
        Section.MESSAGES,
        "bulk",
        new BulkQuestion(
            heading,
            line,
            kinds,
            bulk.ids().size() - shown,
            bulk.hasMore(),
            ConsolePages.ROOT + filter.at(path),
            heading.split(" ", 2)[0] + " " + count(bulk),
            ConsolePages.ROOT + filter.at("/messages")));
  }

  private static String count(Bulk bulk) {
    return bulk.ids().size() == 1 ? "1 message" : bulk.ids().size() + " messages";
  }

  private Reply resend(Visit visit) {
    List<UUID> ids = find(visit, "failed").ids();
    int again = ids.isEmpty() ? 0 : backlog.resend(ids, visit.visitor().name()).size();
    return done(visit, "resent", again);
  }

  private Reply cancel(Visit visit) {
    long cancelled =
        find(visit, "queued").ids().stream()
            .map(messenger::cancel)
            .filter(Cancellation.DONE::equals)
            .count();
    return done(visit, "cancelled", (int) cancelled);
  }

  private static Reply done(Visit visit, String what, int count) {
    MessageFilter filter = MessageFilter.of(visit).fromTheNewest();
    visit.noted("messages-" + what, String.valueOf(count));
    String list = filter.at("/messages");
    return Reply.redirect(
        list + (list.indexOf('?') < 0 ? "?" : "&") + "done=" + what + "&count=" + count);
  }

  private Bulk find(Visit visit, String status) {
    return Bulk.find(
        MessageFilter.of(visit)
            .fromTheNewest()
            .with(MessageFilter.STATUS, status)
            .with(MessageFilter.DIRECTION, "out")
            .query(backends, numbers, clock.instant())
            .build(),
        messages,
        backends);
  }
}
