package org.threadless.backend.httptester.live;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.backend.httptester.live.NewsFinder.Found;
import org.threadless.backend.httptester.page.PageHandler;
import org.threadless.backend.httptester.view.Bubble;
import org.threadless.backend.httptester.view.Phone;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.web.live.LiveEvent;
import org.threadless.web.page.Templates;

/**
 * Tells open pages what has been found, in pieces of HTML that they put in place. Used by one
 * thread.
 */
public final class PageUpdater {

  private final BackendName backend;
  private final Conversations conversations;
  private final LiveConversations live;
  private final Templates templates;

  public PageUpdater(
      BackendName backend,
      Conversations conversations,
      LiveConversations live,
      Templates templates) {
    this.backend = backend;
    this.conversations = conversations;
    this.live = live;
    this.templates = templates;
  }

  /** Tells pages what a look has found. */
  void tell(Found found, Iterable<OpenPage> pages) {
    if (found.messages().isEmpty() && !found.clearedNow()) {
      return;
    }
    Map<UUID, String> bubbles = new HashMap<>();
    String phones = phones(found);
    for (OpenPage page : pages) {
      page.survives(() -> tell(found, page, bubbles, phones));
    }
  }

  private void tell(Found found, OpenPage page, Map<UUID, String> bubbles, String phones) {
    StringBuilder events = new StringBuilder();
    if (found.clearedNow()) {
      events.append(LiveEvent.of("refresh", found.moment(), ""));
    }
    for (StoredMessage message : found.messages()) {
      if (isOn(page, message, found.cleared()) && page.isNews(message)) {
        events.append(bubbles.computeIfAbsent(message.id(), id -> bubble(found.moment(), message)));
      }
    }
    events.append(phones);
    if (!events.isEmpty()) {
      page.stream().send(events.toString());
    }
  }

  /** Tells a page that is new here all that has come since the state that it shows. */
  void welcome(OpenPage page, Found found) {
    Instant moment = found.moment();
    List<StoredMessage> shown = conversations.conversation(page.connection(), PageHandler.SHOWN);
    StringBuilder events = new StringBuilder(LiveEvent.of("beat", moment, ""));
    if (!page.hides(found.cleared()) || isGap(page, shown)) {
      page.shows(shown);
      events.append(LiveEvent.of("refresh", moment, ""));
    } else {
      events.append(changes(page, shown, found)).append(phonesSince(page, found));
    }
    page.stream().send(events.toString());
  }

  // More has come than a page shows at first: it would have a hole.
  private static boolean isGap(OpenPage page, List<StoredMessage> shown) {
    return shown.size() == PageHandler.SHOWN && isAfter(shown.get(0), page.since());
  }

  // By the id: the time of receipt is what a gateway or a script says.
  private static boolean isAfter(StoredMessage message, Instant moment) {
    return message.id().compareTo(MessageIds.firstOf(moment)) >= 0;
  }

  private String changes(OpenPage page, List<StoredMessage> shown, Found found) {
    Instant since = page.since().minus(NewsFinder.LATE);
    Set<UUID> changed =
        live.changes(page.connection(), since).stream()
            .map(StoredMessage::id)
            .collect(Collectors.toSet());
    page.shows(shown.stream().filter(message -> !changed.contains(message.id())).toList());
    return shown.stream()
        .filter(message -> changed.contains(message.id()))
        .filter(message -> isOn(page, message, found.cleared()) && page.isNews(message))
        .map(message -> bubble(found.moment(), message))
        .collect(Collectors.joining());
  }

  private String phonesSince(OpenPage page, Found found) {
    Instant since = page.since().minus(NewsFinder.LATE);
    return live.latest(backend, PageHandler.PHONES).stream()
        .filter(message -> isAfter(message, since) && !found.cleared().hides(message))
        .sorted(Comparator.comparing(StoredMessage::id))
        .map(message -> phone(found.moment(), message))
        .collect(Collectors.joining());
  }

  /** Tells pages that the connection holds, though nothing is new. */
  static void beat(Instant moment, Iterable<OpenPage> pages) {
    String beat = LiveEvent.of("beat", moment, "");
    pages.forEach(page -> page.stream().send(beat));
  }

  private static boolean isOn(OpenPage page, StoredMessage message, Cleared cleared) {
    return message.connection().equals(page.connection()) && !cleared.hides(message);
  }

  private String bubble(Instant moment, StoredMessage message) {
    return LiveEvent.of("message", moment, templates.render("bubble", Bubble.of(message)));
  }

  // Only the last message of each, however many there are.
  private String phones(Found found) {
    Map<Identity, StoredMessage> last = new LinkedHashMap<>();
    for (StoredMessage message : found.messages()) {
      if (found.fresh().contains(message.id()) && !found.cleared().hides(message)) {
        Identity identity = message.connection().identity();
        last.remove(identity);
        last.put(identity, message);
      }
    }
    StringBuilder events = new StringBuilder();
    last.values().forEach(message -> events.append(phone(found.moment(), message)));
    return events.toString();
  }

  private String phone(Instant moment, StoredMessage message) {
    return LiveEvent.of("phone", moment, templates.render("phone", Phone.of(message)));
  }
}
