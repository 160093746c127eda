package org.threadless.console.broadcast;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.Links;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.broadcast.AudienceException;
import org.threadless.router.engine.broadcast.BroadcastIntake;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.routing.Submission;
import org.threadless.router.engine.routing.Submissions;
import org.threadless.router.engine.store.DoneOnce;
import org.threadless.router.engine.store.DoneOnce.OtherRequestException;
import org.threadless.router.engine.store.DoneOnce.Repeatable;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.text.Sha256;
import org.threadless.router.text.WrittenUuid;

/** How a broadcast is written, looked at before it is sent, tried with one number, and sent. */
public final class ComposeRoutes implements PageRoutes {

  // Whoever sends a form: the key in it is made for that form alone.
  private static final UUID FORMS =
      UUID.nameUUIDFromBytes("forms of the console".getBytes(StandardCharsets.UTF_8));

  private static final int MOST_UNREACHED = 20;

  private final DraftReader reader;
  private final BroadcastIntake intake;
  private final Submissions submissions;
  private final DoneOnce once;
  private final Groups groups;
  private final Backends backends;
  private final Contacts contacts;
  private final Optional<SegmentCost> cost;

  @Inject
  ComposeRoutes(
      Audience audience,
      InstantSource clock,
      BroadcastIntake intake,
      Submissions submissions,
      DoneOnce once,
      Groups groups,
      Backends backends,
      Contacts contacts,
      Optional<SegmentCost> cost) {
    this.reader = new DraftReader(audience, clock);
    this.intake = intake;
    this.submissions = submissions;
    this.once = once;
    this.groups = groups;
    this.backends = backends;
    this.contacts = contacts;
    this.cost = cost;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get(
            "/broadcasts/new",
            Role.OPERATOR,
            visit -> compose(BroadcastDraft.to(visit.query("group").stream().toList()), "")),
        PageRoute.post(
            "/broadcasts/new", Role.OPERATOR, visit -> compose(BroadcastDraft.of(visit), "")),
        PageRoute.post("/broadcasts/preview", Role.OPERATOR, this::preview),
        PageRoute.post("/broadcasts/unreached", Role.OPERATOR, this::tableOfUnreached),
        PageRoute.post("/broadcasts/test", Role.OPERATOR, this::test),
        PageRoute.post("/broadcasts", Role.OPERATOR, this::send));
  }

  private Reply compose(BroadcastDraft draft, String problem) {
    ComposePage page = new ComposePage(draft, problem, groups.all(), backends());
    return new Reply.Page(
        "New broadcast",
        Section.BROADCASTS,
        "broadcast-compose",
        page,
        problem.isEmpty() ? 200 : 400);
  }

  private Reply preview(Visit visit) {
    BroadcastDraft draft = BroadcastDraft.of(visit);
    try {
      return preview(draft, visit, newKey(), Optional.empty());
    } catch (AudienceException e) {
      return compose(draft, sentence(e));
    }
  }

  private Reply preview(
      BroadcastDraft draft, Visit visit, String key, Optional<PreviewPage.Tested> tested) {
    Audience.Told told = reader.told(draft);
    NewBroadcast wanted = reader.of(draft, told, visit.visitor().name());
    return Reply.page(
        "Before it is sent",
        Section.BROADCASTS,
        "broadcast-preview",
        PreviewPage.of(
            draft,
            key,
            newKey(),
            wanted,
            intake.rehearse(wanted),
            cost,
            told.unreached().stream().limit(MOST_UNREACHED).map(this::unreached).toList(),
            backends(),
            tested));
  }

  private PreviewPage.Unreached unreached(Audience.Unreached somebody) {
    return somebody
        .contact()
        .map(
            id ->
                new PreviewPage.Unreached(
                    contacts.find(id).flatMap(Contact::name).orElse("somebody without a name"),
                    Optional.of(ConsolePages.ROOT + Links.contact(id))))
        .orElseGet(
            () ->
                new PreviewPage.Unreached(
                    somebody.identity().map(Identity::value).orElse(""), Optional.empty()));
  }

  private Reply tableOfUnreached(Visit visit) {
    BroadcastDraft draft = BroadcastDraft.of(visit);
    try {
      List<Audience.Unreached> all = reader.told(draft).unreached();
      return Reply.csv("no-way-to-them.csv", out -> write(all, out));
    } catch (AudienceException e) {
      return compose(draft, sentence(e));
    }
  }

  private void write(List<Audience.Unreached> all, Writer out) throws IOException {
    try (CsvRows rows = new CsvRows(out, "name", "number", "id")) {
      for (Audience.Unreached each : all) {
        rows.add(
            each.contact().flatMap(contacts::find).flatMap(Contact::name).orElse(""),
            each.identity().map(Identity::value).orElse(""),
            each.contact().map(UUID::toString).orElse(""));
      }
    }
  }

  private List<String> backends() {
    return backends.all().stream().map(each -> each.name().value()).toList();
  }

  private Reply test(Visit visit) {
    BroadcastDraft draft = BroadcastDraft.of(visit);
    String key = key(visit, "key");
    try {
      return preview(draft, visit, key, Optional.of(tested(draft, visit)));
    } catch (AudienceException e) {
      return compose(draft, sentence(e));
    }
  }

  private PreviewPage.Tested tested(BroadcastDraft draft, Visit visit) {
    String number = visit.field("number").orElse("");
    String by = visit.field("test-backend").orElse("");
    try {
      Map<Connection, String> texts = reader.test(draft, number, by);
      Repeatable request =
          new Repeatable(
              FORMS, key(visit, "test-key"), fingerprint("test " + number + " " + by + " ", draft));
      String made = once.answer(request, stored -> submit(texts, visit, stored));
      return told(made, texts.keySet().iterator().next());
    } catch (AudienceException e) {
      return new PreviewPage.Tested(sentence(e), false, "");
    } catch (OtherRequestException e) {
      throw sentAlready();
    }
  }

  // The id of the message, and why it is cancelled where it is.
  private String submit(Map<Connection, String> texts, Visit visit, Consumer<String> stored) {
    List<Planned> planned =
        submissions.submit(Submission.of(texts), all -> stored.accept(answer(all.get(0))));
    visit.noted("broadcast-test", planned.get(0).message().id().toString());
    return answer(planned.get(0));
  }

  private static String answer(Planned planned) {
    boolean goes = planned.status() == OutgoingStatus.QUEUED;
    return planned.message().id()
        + (goes ? "" : " " + planned.message().cancelReason().orElse("an app says no"));
  }

  private static PreviewPage.Tested told(String made, Connection to) {
    String[] idAndReason = made.split(" ", 2);
    String who = to.identity() + " by " + to.backend();
    return new PreviewPage.Tested(
        idAndReason.length == 1
            ? "A test is on its way to " + who + "."
            : "The test to " + who + " was cancelled: " + idAndReason[1] + ".",
        idAndReason.length == 1,
        ConsolePages.ROOT + Links.message(UUID.fromString(idAndReason[0])));
  }

  private Reply send(Visit visit) {
    BroadcastDraft draft = BroadcastDraft.of(visit);
    Repeatable request = new Repeatable(FORMS, key(visit, "key"), fingerprint("send ", draft));
    try {
      String id = once.answer(request, stored -> submit(draft, visit, stored));
      return Reply.redirect(BroadcastRoutes.below(UUID.fromString(id)) + "?done=sent");
    } catch (AudienceException e) {
      return compose(draft, sentence(e));
    } catch (OtherRequestException e) {
      throw sentAlready();
    }
  }

  private String submit(BroadcastDraft draft, Visit visit, Consumer<String> stored) {
    NewBroadcast wanted = reader.read(draft, visit.visitor().name());
    if (wanted.texts().isEmpty()) {
      throw new AudienceException("recipients", "cannot be reached: there is no way to any");
    }
    UUID id = intake.submit(wanted, broadcast -> stored.accept(broadcast.id().toString())).id();
    visit.noted("broadcast-send", id.toString());
    return id.toString();
  }

  private static String fingerprint(String what, BroadcastDraft draft) {
    return Sha256.hex((what + draft.fingerprint()).getBytes(StandardCharsets.UTF_8));
  }

  private static RequestException sentAlready() {
    return new RequestException(
        409, "This form was sent already, with something else in it. Look at the broadcasts.");
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private static String key(Visit visit, String name) {
    return WrittenUuid.parse(visit.required(name))
        .map(UUID::toString)
        .orElseThrow(() -> RequestException.badField(name, "is none that a form has"));
  }

  private static String sentence(AudienceException e) {
    String line = e.getMessage();
    return Character.toUpperCase(line.charAt(0)) + line.substring(1) + ".";
  }
}
