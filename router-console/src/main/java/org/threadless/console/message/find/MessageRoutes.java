package org.threadless.console.message.find;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.DoneSentence;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.console.message.ListedMessage;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.message.Numbers;

/** The page of all messages. */
public final class MessageRoutes implements PageRoutes {

  private static final int ROWS = 50;

  private final Messages messages;
  private final Backends backends;
  private final List<ConfiguredApp> apps;
  private final Numbers numbers;
  private final InstantSource clock;

  @Inject
  MessageRoutes(
      Messages messages,
      Backends backends,
      List<ConfiguredApp> apps,
      Numbers numbers,
      InstantSource clock) {
    this.apps = apps;
    this.messages = messages;
    this.backends = backends;
    this.numbers = numbers;
    this.clock = clock;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/messages", Role.READER, this::list),
        PageRoute.get("/messages.csv", Role.READER, this::download));
  }

  private Reply list(Visit visit) {
    MessageFilter filter = MessageFilter.of(visit);
    try {
      MessageQuery query = filter.query(backends, numbers, clock.instant()).limit(ROWS).build();
      return Reply.page(
          "Messages", Section.MESSAGES, "messages", list(visit, filter, messages.search(query)));
    } catch (RequestException e) {
      // With what was typed, so that it can be mended.
      return new Reply.Page(
          "Messages", Section.MESSAGES, "messages", problem(filter, e.getMessage()), e.status());
    }
  }

  private MessageList list(Visit visit, MessageFilter filter, MessagePage page) {
    MessageFilter whole = filter.fromTheNewest();
    return new MessageList(
        FilterForm.of(filter, backends, apps),
        "",
        DoneSentence.of(visit),
        page.messages().stream().map(ListedMessage::of).toList(),
        page.next().map(next -> at("/messages", filter.after(next))),
        page.lookedBackTo().map(Moment::of),
        filter.isFromTheNewest() ? Optional.empty() : Optional.of(at("/messages", whole)),
        at("/messages.csv", whole),
        change(visit, whole, "failed", "/messages/resend"),
        change(visit, whole, "queued", "/messages/cancel"));
  }

  private static Optional<String> change(
      Visit visit, MessageFilter filter, String status, String path) {
    return visit.may(Role.OPERATOR) && filter.mayFind(status)
        ? Optional.of(at(path, filter))
        : Optional.empty();
  }

  private MessageList problem(MessageFilter filter, String line) {
    return new MessageList(
        FilterForm.of(filter, backends, apps),
        line,
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty());
  }

  private static String at(String path, MessageFilter filter) {
    return ConsolePages.ROOT + filter.at(path);
  }

  private Reply download(Visit visit) {
    MessageQuery query = MessageFilter.of(visit).query(backends, numbers, clock.instant()).build();
    return Reply.csv("messages.csv", new FoundTable(messages, query));
  }
}
