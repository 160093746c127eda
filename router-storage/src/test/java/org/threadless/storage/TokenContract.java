package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Rate;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.engine.access.token.TokenException;
import org.threadless.router.engine.access.token.TokenText;
import org.threadless.router.message.BackendName;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept of tokens, on every database, by two nodes. */
abstract class TokenContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofHours(1);

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

  private static NewToken crm(Optional<Instant> expires) {
    return new NewToken("crm", Set.of(Right.SEND, Right.READ), Set.of(), expires, Optional.empty());
  }

  private TokenText add(NewToken token) {
    return new TokenText(node.access().tokens().add(token));
  }

  private static Token only(Database database) {
    assertThat(database.access().tokens().list()).hasSize(1);
    return database.access().tokens().list().get(0);
  }

  @Test
  void aTokenIsFoundByItsTextOnEachNodeWithAllThatIsKnownOfIt() {
    NewToken made =
        new NewToken(
            "crm",
            Set.of(Right.INCOMING, Right.PEOPLE),
            Set.of(new BackendName("phone"), new BackendName("chat")),
            Optional.of(START.plus(LONG)),
            Optional.of(Rate.valueOf("300/h")));
    TokenText text = add(made);

    Token found = other.access().tokens().find(text).orElseThrow();

    assertThat(found)
        .isEqualTo(
            new Token(
                found.id(),
                "crm",
                made.rights(),
                made.backends(),
                made.expires(),
                made.rate(),
                START,
                Optional.empty(),
                Optional.empty()));
    assertThat(found.id().version()).isEqualTo(7);
    assertThat(node.access().tokens().list()).containsExactly(found);
    assertThat(other.access().tokens().findInvalid(text)).isEmpty();
  }

  @Test
  void aTextThatNoTokenHasFindsNone() {
    TokenText text = add(crm(Optional.empty()));
    char last = text.secret().reveal().endsWith("A") ? 'B' : 'A';
    TokenText similar =
        new TokenText(new Secret(text.secret().reveal().replaceFirst(".$", "" + last)));

    assertThat(node.access().tokens().find(similar)).isEmpty();
    assertThat(node.access().tokens().findInvalid(similar)).isEmpty();
  }

  @Test
  void whatIsRevokedOnOneNodeLetsNobodyInOnTheOtherAtOnce() {
    TokenText text = add(crm(Optional.empty()));
    assertThat(other.access().tokens().find(text)).isPresent();
    now = START.plus(LONG);

    assertThat(node.access().tokens().revoke("crm")).isTrue();

    assertThat(other.access().tokens().find(text)).isEmpty();
    assertThat(other.access().tokens().findInvalid(text).orElseThrow().revoked())
        .contains(START.plus(LONG));
    assertThat(only(node).stateAt(now)).isEqualTo(Token.State.REVOKED);
  }

  @Test
  void whatIsRevokedAgainKeepsItsTime() {
    add(crm(Optional.empty()));
    node.access().tokens().revoke("crm");
    now = START.plus(LONG);

    assertThat(other.access().tokens().revoke("crm")).isFalse();

    assertThat(only(node).revoked()).contains(START);
  }

  @Test
  void whatIsNotThereCannotBeRevoked() {
    assertThatThrownBy(() -> node.access().tokens().revoke("crm"))
        .isInstanceOf(TokenException.class)
        .hasMessage("there is no token of that name: crm; 'router token list' lists all");
  }

  @Test
  void aTokenLetsNobodyInFromTheMomentThatItExpiresAt() {
    TokenText text = add(crm(Optional.of(START.plus(LONG))));

    now = START.plus(LONG).minusMillis(1);
    assertThat(node.access().tokens().find(text)).isPresent();
    now = START.plus(LONG);
    assertThat(node.access().tokens().find(text)).isEmpty();
    assertThat(node.access().tokens().findInvalid(text)).isPresent();
    assertThat(only(node).stateAt(now)).isEqualTo(Token.State.EXPIRED);
  }

  @Test
  void aNameIsTakenOnceAlsoWhereItsTokenIsRevoked() {
    TokenText text = add(crm(Optional.empty()));

    assertThatThrownBy(() -> other.access().tokens().add(crm(Optional.empty())))
        .isInstanceOf(TokenException.class)
        .hasMessage(
            "there is a token of that name, which is valid: crm; take another name, such as crm-2");
    assertThat(node.access().tokens().find(text)).isPresent();
    node.access().tokens().revoke("crm");
    assertThatThrownBy(() -> other.access().tokens().add(crm(Optional.empty())))
        .hasMessageContaining("which is revoked: crm");
  }

  @Test
  void theyAreListedByName() {
    for (String name : List.of("b", "c", "a")) {
      add(new NewToken(name, Set.of(Right.READ), Set.of(), Optional.empty(), Optional.empty()));
    }

    assertThat(other.access().tokens().list())
        .extracting(Token::name)
        .containsExactly("a", "b", "c");
  }

  @Test
  void whenATokenWasUsedLastIsStoredSomeSecondsLater() {
    Token token = node.access().tokens().find(add(crm(Optional.empty()))).orElseThrow();
    node.look();
    node.access().tokens().used(token);
    node.look();
    assertThat(only(other).lastUsed()).isEmpty();

    now = START.plusSeconds(20);
    node.look();

    assertThat(only(other).lastUsed()).contains(START);
  }

  @Test
  void whenATokenWasUsedLastIsTheLatestOfAllNodes() {
    Token token = node.access().tokens().find(add(crm(Optional.empty()))).orElseThrow();
    node.access().tokens().used(token);
    now = START.plusSeconds(20);
    other.access().tokens().used(token);
    now = START.plusSeconds(60);
    other.look();
    node.look();

    assertThat(only(other).lastUsed()).contains(START.plusSeconds(20));
  }

  @Test
  void aNodeThatEndsStoresWhenTokensWereUsed() {
    Token token = node.access().tokens().find(add(crm(Optional.empty()))).orElseThrow();
    node.look();
    node.access().tokens().used(token);
    node.close();

    assertThat(only(other).lastUsed()).contains(START);
  }

  @Test
  void noTableHoldsTheTextOfAToken() throws SQLException {
    TokenText text = add(crm(Optional.empty()));
    String bits = text.secret().reveal().substring("tr_".length());

    List<String> values = values();

    assertThat(values).contains("crm", text.hash());
    assertThat(values).noneMatch(value -> value.contains(bits));
  }

  /** Returns all that is in all tables. */
  private List<String> values() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = node.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      String schema = connection.getSchema();
      try (ResultSet found = connection.getMetaData().getTables(null, schema, null, null)) {
        while (found.next()) {
          if (found.getString("TABLE_TYPE").toUpperCase(Locale.ROOT).endsWith("TABLE")) {
            tables.add(found.getString("TABLE_NAME"));
          }
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              values.add(String.valueOf(rows.getString(i)));
            }
          }
        }
      }
    }
    return values;
  }
}
