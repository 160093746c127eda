package org.threadless.api.people;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.Problem;
import org.threadless.api.call.ProblemException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.people.ContactExport;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.ImportListener;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;

/** Contacts as a table: {@code /contacts/import} and {@code /contacts/export}. */
public final class TableOperations implements Operations {

  private static final int MOST_TOLD = 1000;

  private final MessageStore store;
  private final Contacts contacts;
  private final ManyContacts many;
  private final Numbers numbers;
  private final Backends backends;

  @Inject
  TableOperations(
      MessageStore store,
      Contacts contacts,
      ManyContacts many,
      Numbers numbers,
      Backends backends) {
    this.store = store;
    this.contacts = contacts;
    this.many = many;
    this.numbers = numbers;
    this.backends = backends;
  }

  /** What became of a table. */
  record Taken(long added, long changed, long refused, List<Refusal> problems) {}

  /** A row that was not taken. */
  record Refusal(long line, String problem) {}

  /** What has been heard of an import so far. */
  private static final class Progress implements ImportListener {

    private final List<Refusal> problems = new ArrayList<>();
    private long done;

    @Override
    public void refused(long line, String problem) {
      if (problems.size() < MOST_TOLD) {
        problems.add(new Refusal(line, problem));
      }
    }

    @Override
    public void stored(Imported soFar) {
      done = soFar.stored() + soFar.refused();
    }
  }

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.of(HttpMethod.POST, "/contacts/import", Right.PEOPLE, this::read),
        Operation.of(HttpMethod.GET, "/contacts/export", Right.PEOPLE, this::write));
  }

  private CallAnswer read(Call call) {
    if (!call.type().isEmpty() && !call.type().equals("text/csv")) {
      throw new ProblemException(Problem.of(415, "send text/csv"));
    }
    List<BackendName> allowed =
        backends.all().stream().map(ConfiguredBackend::name).filter(call.token()::isFor).toList();
    Progress progress = new Progress();
    try (Reader table = ContactImport.utf8(new ByteArrayInputStream(call.bytes()))) {
      Imported all = new ContactImport(store, many, numbers, allowed).read(table, progress);
      return CallAnswer.ok(
          new Taken(all.added(), all.changed(), all.refused(), List.copyOf(progress.problems)));
    } catch (PeopleException e) {
      throw new ProblemException(Problem.of(422, "the table: " + e.getMessage()));
    } catch (StoreUnavailableException e) {
      throw progress.done == 0 ? e : interrupted(progress.done);
    } catch (IOException e) {
      throw new UncheckedIOException("a table in memory cannot be read", e);
    }
  }

  // To send all of it again would make those twice who have no connection.
  private static ProblemException interrupted(long rows) {
    return new ProblemException(
        Problem.of(
            503,
            "the database cannot be used now; the first "
                + rows
                + " rows that are not blank are taken, so send the others later"),
        Map.of(HttpHeader.RETRY_AFTER, Long.toString(Answers.RETRY_AFTER.toSeconds())));
  }

  private CallAnswer write(Call call) {
    return new CallAnswer.Table(to -> new ContactExport(contacts).write(to));
  }
}
