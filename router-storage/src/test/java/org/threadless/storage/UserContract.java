package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.access.user.Invitation;
import org.threadless.router.engine.access.user.ProviderSubject;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept of users, on every database, by two nodes. */
abstract class UserContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserName ANNA = new UserName("anna");
  private static final UserName BEN = new UserName("ben");
  private static final PasswordHash HASH = new PasswordHash(new Secret("$argon2id$1"));
  private static final PasswordHash OTHER_HASH = new PasswordHash(new Secret("$argon2id$2"));
  private static final ProviderSubject CARLA =
      new ProviderSubject("https://id.example.org", "4711");

  private volatile Instant now = START;
  private Database node;
  private Database other;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    node = Database.open(settings(), () -> now);
    other = Database.open(settings(), () -> now);
  }

  @AfterEach
  void close() {
    other.close();
    node.close();
  }

  private User add(UserName name, Role role) {
    return node.access().users().add(name, role, Optional.of(HASH));
  }

  @Test
  void whoIsAddedIsKnownOnEachNode() {
    assertThat(other.access().users().isAnybody()).isFalse();

    User added = add(ANNA, Role.OPERATOR);

    assertThat(added)
        .isEqualTo(
            new User(added.id(), ANNA, Role.OPERATOR, User.Way.PASSWORD, START, Optional.empty()));
    assertThat(other.access().users().find(ANNA)).contains(added);
    assertThat(other.access().users().password(ANNA)).contains(HASH);
    assertThat(other.access().users().isAnybody()).isTrue();
    assertThat(other.access().users().find(BEN)).isEmpty();
    assertThat(other.access().users().password(BEN)).isEmpty();
  }

  @Test
  void whoIsLetInByAPasswordIsNotWhenItHasBeenChangedMeanwhile() {
    User anna = add(ANNA, Role.OPERATOR);
    assertThat(other.access().sessions().start(anna, HASH).flatMap(node.access().sessions()::find))
        .isPresent();

    node.access().users().changePassword(ANNA, OTHER_HASH);

    assertThat(other.access().sessions().start(anna, HASH)).isEmpty();
    assertThat(other.access().sessions().start(anna, OTHER_HASH)).isPresent();
  }

  @Test
  void whoHasNoPasswordAndWhoIsRemovedIsNotLetInByOne() {
    User ben = node.access().users().add(BEN, Role.READER, Optional.empty());
    User anna = add(ANNA, Role.READER);
    node.access().users().remove(ANNA);

    assertThat(other.access().sessions().start(ben, HASH)).isEmpty();
    assertThat(other.access().sessions().start(anna, HASH)).isEmpty();
  }

  @Test
  void ofAPasswordAndASessionThatBeginAtOnceNoSessionOfTheOldOneIsLeft() {
    User anna = add(ANNA, Role.OPERATOR);

    CompletableFuture<Optional<TicketText>> begun =
        CompletableFuture.supplyAsync(() -> other.access().sessions().start(anna, HASH));
    node.access().users().changePassword(ANNA, OTHER_HASH);

    assertThat(begun.join().flatMap(node.access().sessions()::find)).isEmpty();
  }

  @Test
  void aPasswordIsNotChangedByOneThatHasBeenChangedMeanwhile() {
    add(ANNA, Role.OPERATOR);
    other.access().users().changePassword(ANNA, HASH, OTHER_HASH);

    assertThatThrownBy(() -> node.access().users().changePassword(ANNA, HASH, HASH))
        .isInstanceOf(AccessException.class)
        .hasMessage("the password has been changed by now; sign in again");
    assertThat(node.access().users().password(ANNA)).contains(OTHER_HASH);
  }

  @Test
  void theyAreListedByName() {
    node.access().users().add(BEN, Role.READER, Optional.empty());
    add(ANNA, Role.ADMIN);

    assertThat(other.access().users().list())
        .extracting(User::name, User::way)
        .containsExactly(tuple(ANNA, User.Way.PASSWORD), tuple(BEN, User.Way.LINK));
  }

  @Test
  void aNameIsTakenOnce() {
    add(ANNA, Role.ADMIN);

    assertThatThrownBy(() -> other.access().users().add(ANNA, Role.READER, Optional.empty()))
        .isInstanceOf(AccessException.class)
        .hasMessage("there is a user of that name: anna; take another one");
    assertThat(node.access().users().find(ANNA).orElseThrow().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void whoIsNotThereCannotBeChanged() {
    String message = "there is no user of that name: ben; 'router user list' lists all";

    assertThatThrownBy(() -> node.access().users().changeRole(BEN, Role.ADMIN)).hasMessage(message);
    assertThatThrownBy(() -> node.access().users().changePassword(BEN, HASH)).hasMessage(message);
    assertThatThrownBy(() -> node.access().users().remove(BEN)).hasMessage(message);
    assertThatThrownBy(() -> node.access().invitations().of(BEN)).hasMessage(message);
  }

  @Test
  void somebodyIsAlwaysLeftWhoMayDoEverything() {
    String message = "anna is the only admin; make somebody else one before that";
    add(ANNA, Role.ADMIN);
    add(BEN, Role.OPERATOR);

    assertThatThrownBy(() -> node.access().users().remove(ANNA)).hasMessage(message);
    assertThatThrownBy(() -> node.access().users().changeRole(ANNA, Role.READER))
        .hasMessage(message);
    node.access().users().changeRole(ANNA, Role.ADMIN);
    node.access().users().changeRole(BEN, Role.ADMIN);
    other.access().users().remove(ANNA);

    assertThat(node.access().users().list()).extracting(User::name).containsExactly(BEN);
  }

  @Test
  void ofTwoAdminsWhoRemoveEachOtherAtOnceOneIsLeft() {
    add(ANNA, Role.ADMIN);
    add(BEN, Role.ADMIN);

    long removed =
        Stream.of(
                CompletableFuture.runAsync(() -> node.access().users().remove(ANNA)),
                CompletableFuture.runAsync(() -> other.access().users().remove(BEN)))
            .toList()
            .stream()
            .filter(each -> each.handle((nothing, failure) -> failure == null).join())
            .count();

    assertThat(removed).isEqualTo(1);
    assertThat(node.access().users().list()).hasSize(1);
  }

  @Test
  void aSessionHoldsOnEachNode() {
    User anna = add(ANNA, Role.READER);
    now = START.plusSeconds(5);
    TicketText shown = node.access().sessions().start(anna);

    UserSession session = other.access().sessions().find(shown).orElseThrow();

    assertThat(session.user().name()).isEqualTo(ANNA);
    assertThat(session.started()).isEqualTo(now);
    assertThat(session.user().signedIn()).contains(now);
    assertThat(node.access().sessions().find(similar(shown))).isEmpty();
  }

  private static TicketText similar(TicketText shown) {
    String text = shown.secret().reveal();
    String last = text.endsWith("A") ? "B" : "A";
    return new TicketText(new Secret(text.substring(0, text.length() - 1) + last));
  }

  @Test
  void whatIsChangedOfAUserIsSoInTheirSessionsAtOnce() {
    add(BEN, Role.ADMIN);
    TicketText shown = node.access().sessions().start(add(ANNA, Role.ADMIN));

    other.access().users().changeRole(ANNA, Role.READER);

    assertThat(node.access().sessions().find(shown).orElseThrow().user().role())
        .isEqualTo(Role.READER);
  }

  @Test
  void aSessionEndsOnEachNodeAtOnce() {
    TicketText shown = node.access().sessions().start(add(ANNA, Role.READER));
    TicketText elsewhere =
        node.access().sessions().start(node.access().users().find(ANNA).orElseThrow());

    other.access().sessions().end(shown);

    assertThat(node.access().sessions().find(shown)).isEmpty();
    assertThat(node.access().sessions().find(elsewhere)).isPresent();
  }

  @Test
  void allSessionsOfSomebodyEndTogether() {
    User anna = add(ANNA, Role.READER);
    TicketText bens = node.access().sessions().start(add(BEN, Role.READER));
    List<TicketText> annas =
        List.of(node.access().sessions().start(anna), other.access().sessions().start(anna));

    node.access().sessions().endAll(ANNA);

    assertThat(annas).allMatch(each -> other.access().sessions().find(each).isEmpty());
    assertThat(other.access().sessions().find(bens)).isPresent();
  }

  @Test
  void whoGetsAnotherPasswordOrIsRemovedIsSignedOut() {
    User anna = add(ANNA, Role.READER);
    TicketText before = node.access().sessions().start(anna);
    other.access().users().changePassword(ANNA, OTHER_HASH);
    assertThat(node.access().sessions().find(before)).isEmpty();
    assertThat(node.access().users().password(ANNA)).contains(OTHER_HASH);

    TicketText after = node.access().sessions().start(anna);
    other.access().users().remove(ANNA);

    assertThat(node.access().sessions().find(after)).isEmpty();
  }

  @Test
  void aSessionOfWhichNothingIsSeenEndsAfterTwelveHours() {
    TicketText shown = node.access().sessions().start(add(ANNA, Role.READER));
    now = START.plus(UserSession.IDLE).minusSeconds(1);
    assertThat(node.access().sessions().find(shown)).isPresent();

    now = now.plus(UserSession.IDLE).minusSeconds(1);
    assertThat(other.access().sessions().find(shown)).as("it was used meanwhile").isPresent();
    now = now.plus(UserSession.IDLE);
    assertThat(other.access().sessions().find(shown)).isEmpty();
  }

  @Test
  void aSessionEndsAfterAWeekHoweverMuchIsSeenOfIt() {
    TicketText shown = node.access().sessions().start(add(ANNA, Role.READER));
    for (Duration age = Duration.ZERO;
        age.compareTo(UserSession.LONGEST) < 0;
        age = age.plusHours(6)) {
      now = START.plus(age);
      assertThat(node.access().sessions().find(shown)).isPresent();
    }

    now = START.plus(UserSession.LONGEST);

    assertThat(node.access().sessions().find(shown)).isEmpty();
  }

  @Test
  void sessionsThatAreOverAreRemovedWhenSomebodySignsIn() throws SQLException {
    User anna = add(ANNA, Role.READER);
    node.access().sessions().start(anna);
    now = START.plus(UserSession.IDLE);

    node.access().sessions().start(anna);

    assertThat(rows("SELECT id FROM access_session")).hasSize(1);
  }

  @Test
  void theFirstAdminIsMadeByALinkThatWorksOnce() {
    TicketText link = node.access().invitations().first().orElseThrow();
    assertThat(other.access().invitations().find(link))
        .contains(new Invitation(Optional.empty(), START.plus(Invitation.OF_FIRST)));

    User made = other.access().invitations().acceptFirst(link, ANNA, HASH);

    assertThat(made.role()).isEqualTo(Role.ADMIN);
    assertThat(node.access().users().password(ANNA)).contains(HASH);
    assertThat(node.access().invitations().find(link)).isEmpty();
    assertThatThrownBy(() -> node.access().invitations().acceptFirst(link, BEN, HASH))
        .isInstanceOf(AccessException.class)
        .hasMessage("this link can be used no more: ask for another one");
    assertThat(node.access().invitations().first()).isEmpty();
    assertThat(node.access().users().list()).hasSize(1);
  }

  @Test
  void ofTwoLinksThatAreUsedAtOnceOneMakesTheFirstAdmin() {
    TicketText one = node.access().invitations().first().orElseThrow();
    TicketText two = other.access().invitations().first().orElseThrow();

    long made =
        Stream.of(
                CompletableFuture.runAsync(
                    () -> node.access().invitations().acceptFirst(one, ANNA, HASH)),
                CompletableFuture.runAsync(
                    () -> other.access().invitations().acceptFirst(two, BEN, HASH)))
            .toList()
            .stream()
            .filter(each -> each.handle((nothing, failure) -> failure == null).join())
            .count();

    assertThat(made).isEqualTo(1);
    assertThat(node.access().users().list()).hasSize(1);
  }

  @Test
  void noLinkMakesAFirstAdminOnceThereIsSomebody() {
    TicketText link = node.access().invitations().first().orElseThrow();
    add(ANNA, Role.READER);

    assertThat(node.access().invitations().find(link)).isEmpty();
    assertThatThrownBy(() -> node.access().invitations().acceptFirst(link, BEN, HASH))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void aPasswordIsSetByALinkThatWorksOnce() {
    node.access().users().add(ANNA, Role.READER, Optional.empty());
    TicketText old = node.access().invitations().of(ANNA);
    TicketText link = node.access().invitations().of(ANNA);
    TicketText session =
        node.access().sessions().start(node.access().users().find(ANNA).orElseThrow());
    assertThat(other.access().invitations().find(old))
        .as("only the last one is for something")
        .isEmpty();
    assertThat(other.access().invitations().find(link).orElseThrow().user().orElseThrow().name())
        .isEqualTo(ANNA);

    assertThat(other.access().invitations().accept(link, HASH).way()).isEqualTo(User.Way.PASSWORD);

    assertThat(node.access().users().password(ANNA)).contains(HASH);
    assertThat(node.access().sessions().find(session)).isEmpty();
    assertThatThrownBy(() -> node.access().invitations().accept(link, OTHER_HASH))
        .isInstanceOf(AccessException.class);
    assertThat(node.access().users().password(ANNA)).contains(HASH);
  }

  @Test
  void aLinkForAPasswordMakesNoFirstAdmin() {
    node.access().users().add(ANNA, Role.READER, Optional.empty());
    TicketText link = node.access().invitations().of(ANNA);

    assertThatThrownBy(() -> node.access().invitations().acceptFirst(link, BEN, HASH))
        .isInstanceOf(AccessException.class);
    assertThat(node.access().users().find(BEN)).isEmpty();
  }

  @Test
  void aLinkIsForNothingFromTheMomentThatItExpiresAt() {
    TicketText first = node.access().invitations().first().orElseThrow();
    now = START.plus(Invitation.OF_FIRST);
    assertThat(node.access().invitations().find(first)).isEmpty();
    assertThatThrownBy(() -> node.access().invitations().acceptFirst(first, ANNA, HASH))
        .isInstanceOf(AccessException.class);

    add(ANNA, Role.READER);
    TicketText link = node.access().invitations().of(ANNA);
    now = now.plus(Invitation.OF_USER);
    assertThatThrownBy(() -> node.access().invitations().accept(link, OTHER_HASH))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void aNewPasswordMakesALinkUseless() {
    add(ANNA, Role.READER);
    TicketText link = node.access().invitations().of(ANNA);

    other.access().users().changePassword(ANNA, OTHER_HASH);

    assertThat(node.access().invitations().find(link)).isEmpty();
  }

  @Test
  void whomAnotherServiceSignsInIsTheSameUserEachTime() {
    User first = node.access().users().provided(CARLA, new UserName("carla"), Role.READER);
    User later = other.access().users().provided(CARLA, new UserName("carla.b"), Role.ADMIN);

    assertThat(first.way()).isEqualTo(User.Way.PROVIDER);
    assertThat(later.id()).isEqualTo(first.id());
    assertThat(later.role()).isEqualTo(Role.ADMIN);
    assertThat(node.access().users().list()).containsExactly(later);
    assertThat(later.name()).isEqualTo(new UserName("carla.b"));
  }

  @Test
  void whomAnotherServiceCallsByTheNameOfAUserIsNotThatUser() {
    add(ANNA, Role.ADMIN);
    String message = "there is another user of that name: anna; remove one of them";

    assertThatThrownBy(() -> node.access().users().provided(CARLA, ANNA, Role.READER))
        .hasMessage(message);
    node.access().users().provided(CARLA, new UserName("carla"), Role.READER);
    assertThatThrownBy(() -> node.access().users().provided(CARLA, ANNA, Role.READER))
        .hasMessage(message);
    assertThat(node.access().users().find(ANNA).orElseThrow().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void whomAnotherServiceSignsInIsNotChangedHere() {
    UserName carla = new UserName("carla");
    node.access().users().provided(CARLA, carla, Role.READER);
    String message = "carla signs in by OpenID Connect: their role and password are changed there";

    assertThatThrownBy(() -> node.access().users().changeRole(carla, Role.ADMIN))
        .hasMessage(message);
    assertThatThrownBy(() -> node.access().users().changePassword(carla, HASH)).hasMessage(message);
    assertThatThrownBy(() -> node.access().invitations().of(carla)).hasMessage(message);
    assertThat(node.access().users().password(carla)).isEmpty();
    node.access().users().remove(carla);
    assertThat(node.access().users().list()).isEmpty();
  }

  @Test
  void whatWasDoneIsListedTheLatestFirstInPages() {
    for (int i = 0; i < 5; i++) {
      now = START.plusSeconds(i);
      (i % 2 == 0 ? node : other).access().audit().note("anna", "backend-pause", "phone" + i, "");
    }

    List<AuditEntry> first = node.access().audit().list(AuditFilter.all(), Optional.empty(), 2);
    List<AuditEntry> next =
        node.access().audit().list(AuditFilter.all(), Optional.of(first.get(1).id()), 10);

    assertThat(first).extracting(AuditEntry::subject).containsExactly("phone4", "phone3");
    assertThat(next).extracting(AuditEntry::subject).containsExactly("phone2", "phone1", "phone0");
    assertThat(next.get(2).at()).isEqualTo(START);
  }

  @Test
  void whatWasDoneIsFoundByWhoWhatToWhatAndWhen() {
    node.access().audit().note("anna", "user-add", "ben", "role reader");
    now = START.plusSeconds(60);
    node.access().audit().note("ben", "backend-pause", "phone", "");
    now = START.plusSeconds(120);
    node.access().audit().note("anna", "backend-pause", "chat", "");

    assertThat(found("anna", null, null, null, null)).containsExactly("chat", "ben");
    assertThat(found(null, "backend-pause", null, null, null)).containsExactly("chat", "phone");
    assertThat(found(null, null, "ben", null, null)).containsExactly("ben");
    assertThat(found(null, null, null, START.plusSeconds(60), START.plusSeconds(120)))
        .containsExactly("phone");
    assertThat(found("anna", "backend-pause", null, START, START.plusSeconds(200)))
        .containsExactly("chat");
  }

  private List<String> found(String who, String action, String subject, Instant from, Instant to) {
    AuditFilter filter =
        new AuditFilter(
            Optional.ofNullable(who),
            Optional.ofNullable(action),
            Optional.ofNullable(subject),
            Optional.ofNullable(from),
            Optional.ofNullable(to));
    return other.access().audit().list(filter, Optional.empty(), 10).stream()
        .map(AuditEntry::subject)
        .toList();
  }

  @Test
  void whatIsTooLongOrUnseenInANoteIsMendedAndAnActionIsOfItsForm() {
    node.access().audit().note("anna\n", "user-add", "x".repeat(300), "y".repeat(2000));

    AuditEntry kept = node.access().audit().list(AuditFilter.all(), Optional.empty(), 1).get(0);
    assertThat(kept.who()).isEqualTo("anna?");
    assertThat(kept.subject()).hasSize(200);
    assertThat(kept.detail()).hasSize(1000);
    assertThatThrownBy(() -> node.access().audit().note("anna", "User added", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTableHoldsWhatABrowserShows() throws SQLException {
    User anna = add(ANNA, Role.READER);
    TicketText session = node.access().sessions().start(anna);
    TicketText link = node.access().invitations().of(ANNA);

    List<String> sessions = rows("SELECT hash FROM access_session");
    List<String> links = rows("SELECT hash FROM access_invitation");

    assertThat(sessions).containsExactly(session.hash());
    assertThat(links).containsExactly(link.hash());
    assertThat(session.hash()).doesNotContain(session.secret().reveal());
  }

  private List<String> rows(String query) throws SQLException {
    try (Connection connection = node.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
