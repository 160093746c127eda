package org.threadless.console.message.story;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.DoneSentence;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.console.message.Explained;
import org.threadless.console.message.ListedMessage;
import org.threadless.console.message.StatusBadge;
import org.threadless.http.request.RequestException;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.Contact;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Contacts;
import org.threadless.router.text.Coding;

/** The page of one message, and what is done with it. */
public final class StoryRoutes implements PageRoutes {

  private static final int MOST_REPLIES = 50;

  private final Messages messages;
  private final Contacts contacts;
  private final Backends backends;
  private final Rehearsal rehearsal;
  private final Deeds deeds;
  private final BroadcastStore broadcasts;
  private final Obstacles obstacles;

  @Inject
  StoryRoutes(
      Messages messages,
      Contacts contacts,
      Backends backends,
      Rehearsal rehearsal,
      Deeds deeds,
      BroadcastStore broadcasts,
      Obstacles obstacles) {
    this.messages = messages;
    this.contacts = contacts;
    this.backends = backends;
    this.rehearsal = rehearsal;
    this.deeds = deeds;
    this.broadcasts = broadcasts;
    this.obstacles = obstacles;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/messages/{id}", Role.READER, this::show),
        PageRoute.get("/messages/{id}/live", Role.READER, this::live),
        PageRoute.get("/messages/{id}/explain", Role.READER, this::explain),
        PageRoute.post("/messages/{id}/route", Role.OPERATOR, this::route),
        PageRoute.post("/messages/{id}/resend", Role.OPERATOR, this::resend),
        PageRoute.post("/messages/{id}/cancel", Role.OPERATOR, this::cancel));
  }

  private MessageHistory find(Visit visit) {
    return messages
        .find(visit.id())
        .orElseThrow(
            () ->
                new RequestException(
                    404,
                    "There is no such message here. Perhaps it was deleted, as messages are kept for"
                        + " a time only, or its person was erased."));
  }

  private Reply show(Visit visit) {
    return page(visit, find(visit), Optional.empty());
  }

  private Reply explain(Visit visit) {
    MessageHistory history = find(visit);
    StoredMessage message = history.message();
    if (message.direction() != Direction.IN) {
      throw new RequestException(404, "Only a message that came in passes the apps.");
    }
    // Throws where its backend is there no more.
    if (!backends.has(message.connection().backend())) {
      throw new RequestException(
          409, "The backend " + message.connection().backend() + " is not configured any more.");
    }
    if (message.textDeleted()) {
      throw new RequestException(409, "Its text was deleted: texts are kept for a time only.");
    }
    Explained explained =
        Explained.of(rehearsal.of(ReceivedMessage.of(message.connection(), message.text())));
    return page(visit, history, Optional.of(explained));
  }

  private Reply live(Visit visit) {
    return Reply.fragment("message-story", story(visit, find(visit), Optional.empty()));
  }

  private Reply page(Visit visit, MessageHistory history, Optional<Explained> explained) {
    return Reply.page("Message", Section.MESSAGES, "message", story(visit, history, explained));
  }

  private MessageStory story(Visit visit, MessageHistory history, Optional<Explained> explained) {
    StoredMessage message = history.message();
    List<StoredMessage> replies =
        history.answers().stream()
            .limit(MOST_REPLIES)
            .flatMap(id -> messages.find(id).stream())
            .map(MessageHistory::message)
            .toList();
    Optional<Contact> contact = contacts.find(message.connection());
    boolean in = message.direction() == Direction.IN;
    String here = ConsolePages.ROOT + Links.message(message.id());
    Optional<String> pace = pace(message, replies);
    return new MessageStory(
        message.id().toString(),
        in,
        message.connection().identity().value(),
        contact.map(each -> each.name().orElse("no name")).orElse(""),
        contact.map(each -> ConsolePages.ROOT + Links.contact(each.id())).orElse(""),
        ConsolePages.ROOT + Links.conversation(message.connection()),
        message.connection().backend().value(),
        StatusBadge.of(message.status()),
        Moment.of(history.updatedAt()),
        message.text(),
        message.textDeleted(),
        facts(history),
        Steps.of(
            history,
            history.broadcast().flatMap(broadcasts::find),
            replies,
            obstacles.known(message.connection().backend())),
        replies.stream().map(StoryRoutes::said).toList(),
        history.errors().stream()
            .map(
                error ->
                    error.app() + " " + error.phase() + ": " + Tellable.firstLine(error.error()))
            .toList(),
        visit.may(Role.OPERATOR) ? deeds.of(message) : List.of(),
        in && !message.textDeleted() && backends.has(message.connection().backend())
            ? Optional.of(here + "/explain")
            : Optional.empty(),
        explained,
        pace.map(each -> here + "/live"),
        pace.orElse(""),
        DoneSentence.of(visit));
  }

  /** Returns how often something new is to be looked for; empty where all has ended. */
  private static Optional<String> pace(StoredMessage message, List<StoredMessage> replies) {
    Set<MessageStatus> statuses =
        Stream.concat(Stream.of(message), replies.stream())
            .map(StoredMessage::status)
            .collect(Collectors.toSet());
    if (statuses.contains(OutgoingStatus.QUEUED) || statuses.contains(IncomingStatus.QUEUED)) {
      return Optional.of("every 3s");
    }
    // A delivery report may come yet, or never.
    return statuses.contains(OutgoingStatus.SENT) ? Optional.of("every 15s") : Optional.empty();
  }

  private static List<MessageStory.Fact> facts(MessageHistory history) {
    StoredMessage message = history.message();
    List<MessageStory.Fact> facts = new ArrayList<>();
    history
        .app()
        .ifPresent(
            app -> add(facts, message.direction() == Direction.IN ? "handled by" : "made by", app));
    history.externalId().ifPresent(id -> add(facts, "gateway's id", id));
    message.gatewayId().ifPresent(id -> add(facts, "gateway's id", id));
    history.reference().ifPresent(reference -> add(facts, "reference", reference));
    history.validUntil().ifPresent(time -> add(facts, "of use until", Moment.of(time).shown()));
    if (!message.textDeleted()) {
      add(
          facts,
          "segments",
          history.segments().count()
              + (history.segments().coding() == Coding.UCS_2 ? ", UCS-2" : ""));
    }
    new TreeMap<>(history.fields()).forEach((name, value) -> add(facts, name, value));
    return facts;
  }

  private static void add(List<MessageStory.Fact> facts, String name, String value) {
    facts.add(new MessageStory.Fact(name, value));
  }

  private static Explained.Said said(StoredMessage reply) {
    return new Explained.Said(
        reply.connection().written(),
        ListedMessage.shortened(reply.text(), 400),
        StatusBadge.of(reply.status()),
        Optional.of(ConsolePages.ROOT + Links.message(reply.id())));
  }

  private Reply route(Visit visit) {
    UUID id = visit.id();
    deeds.route(id, find(visit).message());
    return done(visit, "routed");
  }

  private Reply resend(Visit visit) {
    deeds.resend(visit.id(), find(visit).message(), visit.visitor().name());
    return done(visit, "resent");
  }

  private Reply cancel(Visit visit) {
    deeds.cancel(find(visit).message().id());
    return done(visit, "cancelled");
  }

  private static Reply done(Visit visit, String what) {
    visit.noted("message-" + what, visit.id().toString());
    return Reply.redirect(Links.message(visit.id()) + "?done=" + what);
  }
}
