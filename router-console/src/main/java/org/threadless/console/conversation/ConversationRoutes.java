package org.threadless.console.conversation;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.DoneSentence;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.console.message.HandWritten;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.people.Contacts;
import org.threadless.router.text.WrittenUuid;

/** The page of a conversation, and writing there. */
public final class ConversationRoutes implements PageRoutes {

  /** Where a conversation is. */
  static final String PATH = "/conversations/{backend}/{identity}";

  private static final int SHOWN = 50;
  private static final String OF = "of";
  private static final String PERSON = "person";
  private static final String UNSENT = "unsent";
  private static final String BEFORE = "before";

  private final Messages messages;
  private final Contacts contacts;
  private final Backends backends;
  private final HandWritten handWritten;
  private final StopState stops;

  @Inject
  ConversationRoutes(
      Messages messages,
      Contacts contacts,
      Backends backends,
      HandWritten handWritten,
      StopState stops) {
    this.messages = messages;
    this.contacts = contacts;
    this.backends = backends;
    this.handWritten = handWritten;
    this.stops = stops;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get(PATH, Role.READER, this::show),
        PageRoute.get(PATH + "/live", Role.READER, this::live),
        PageRoute.post(PATH, Role.OPERATOR, this::write));
  }

  static Connection connection(Visit visit) {
    return new Connection(visit.backend(), visit.path("identity", Links::identity));
  }

  private Reply show(Visit visit) {
    Connection connection = connection(visit);
    Optional<Contact> contact = contacts.find(connection);
    Talk talk = talk(visit, connection, contact);
    String here = ConsolePages.ROOT + Links.conversation(connection);
    boolean isConfigured = backends.has(connection.backend());
    return Reply.page(
        "Conversation with " + connection.identity(),
        Section.MESSAGES,
        "conversation",
        new ConversationPage(
            here,
            connection.identity().value(),
            connection.backend().value(),
            contact.map(each -> each.name().orElse("no name")).orElse(""),
            contact.map(each -> ConsolePages.ROOT + Links.contact(each.id())).orElse(""),
            views(visit, here, contact),
            talk,
            talk.newest().isPresent() ? Optional.empty() : Optional.of(live(visit, here)),
            visit.may(Role.OPERATOR) && isConfigured,
            isConfigured ? "" : "The backend is not configured any more, and takes nothing.",
            visit.may(Role.OPERATOR) ? stops.of(connection) : ConversationPage.Stop.UNKNOWN,
            visit.may(Role.ADMIN) ? Optional.of(here + "/erase") : Optional.empty(),
            DoneSentence.of(visit),
            unsent(visit)));
  }

  // By the message, not by its reason: an address must not put words into the router's mouth.
  private String unsent(Visit visit) {
    return visit
        .query(UNSENT)
        .flatMap(WrittenUuid::parse)
        .flatMap(messages::find)
        .filter(found -> found.message().status() == OutgoingStatus.CANCELLED)
        .map(found -> "It is not sent: " + found.message().reason().orElse("an app says no") + ".")
        .orElse("");
  }

  private static String live(Visit visit, String here) {
    return here + "/live" + (isOfPerson(visit) ? "?" + OF + "=" + PERSON : "");
  }

  private Reply live(Visit visit) {
    Connection connection = connection(visit);
    return Reply.fragment("talk", talk(visit, connection, contacts.find(connection)));
  }

  private static boolean isOfPerson(Visit visit) {
    return visit.query(OF).filter(PERSON::equals).isPresent();
  }

  private static List<ConversationPage.View> views(
      Visit visit, String here, Optional<Contact> contact) {
    if (contact.filter(each -> each.connections().size() > 1).isEmpty()) {
      return List.of();
    }
    boolean all = isOfPerson(visit);
    return List.of(
        new ConversationPage.View("This number", here, !all),
        new ConversationPage.View(
            "All " + contact.get().connections().size() + " numbers of the person",
            here + "?" + OF + "=" + PERSON,
            all));
  }

  private Talk talk(Visit visit, Connection connection, Optional<Contact> contact) {
    boolean ofPerson = isOfPerson(visit) && contact.isPresent();
    MessageQuery.Builder query = MessageQuery.builder().limit(SHOWN);
    if (ofPerson) {
      query.contact(contact.get().id());
    } else {
      query.connections(List.of(connection));
    }
    Optional<Cursor> before = visit.query(BEFORE, Cursor::parse);
    before.ifPresent(query::after);
    MessagePage page = messages.search(query.build());
    List<Utterance> said = new ArrayList<>(page.messages().stream().map(Utterance::of).toList());
    Collections.reverse(said);
    String here = ConsolePages.ROOT + Links.conversation(connection);
    String same = here + (ofPerson ? "?" + OF + "=" + PERSON + "&" : "?");
    return new Talk(
        said,
        page.lookedBackTo().map(Moment::of),
        page.next().map(next -> same + BEFORE + "=" + next.text()),
        before.map(unused -> same.substring(0, same.length() - 1)));
  }

  private Reply write(Visit visit) {
    Planned planned = handWritten.send(visit, checked(connection(visit)));
    boolean goes = planned.status() == OutgoingStatus.QUEUED;
    return Reply.redirect(
        Links.conversation(planned.message().connection())
            + (goes ? "?done=sent" : "?" + UNSENT + "=" + planned.message().id()));
  }

  // One that is stored since long ago may be taken no more.
  private static Connection checked(Connection connection) {
    try {
      return new Connection(connection.backend(), new Identity(connection.identity().value()));
    } catch (IllegalArgumentException e) {
      throw new RequestException(409, "The number " + e.getMessage() + ".");
    }
  }
}
