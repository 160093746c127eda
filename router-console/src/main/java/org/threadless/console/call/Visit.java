package org.threadless.console.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.WrittenUuid;
import org.threadless.web.page.Html;
import org.threadless.web.signin.visitor.Visitor;

/** One request of a visitor whose role lets him do what he asks for. Used by one thread. */
public final class Visit {

  private final Request request;
  private final Visitor visitor;
  private final Map<String, String> path;
  private final Audit audit;
  private FormReader form;

  Visit(Request request, Visitor visitor, Map<String, String> path, Audit audit) {
    this.request = request;
    this.visitor = visitor;
    this.path = Map.copyOf(path);
    this.audit = audit;
  }

  /** Returns who it is. */
  public Visitor visitor() {
    return visitor;
  }

  /** Returns whether the visitor has a role, or one that includes it. */
  public boolean may(Role role) {
    return visitor.role().includes(role);
  }

  /** Returns what stands in the path in the place of {@code {name}}. */
  public String path(String name) {
    return path.get(name);
  }

  /**
   * The same, read.
   *
   * @param reader throws an {@link IllegalArgumentException} where it means nothing
   * @throws RequestException then: there is nothing at such a path
   */
  public <T> T path(String name, Function<String, T> reader) {
    try {
      return reader.apply(path.get(name));
    } catch (IllegalArgumentException e) {
      throw new RequestException(404, name + " " + e.getMessage());
    }
  }

  /**
   * Returns the id in the path.
   *
   * @throws RequestException where it is none
   */
  public UUID id() {
    return WrittenUuid.parse(path.get("id"))
        .orElseThrow(
            () -> new RequestException(404, "There is nothing here: the address is not whole."));
  }

  /** Returns the backend in the path. */
  public BackendName backend() {
    return path("backend", BackendName::new);
  }

  /** Returns a field of the query; empty where it is missing or blank. */
  public Optional<String> query(String name) {
    return FormReader.ofQuery(request, StandardCharsets.UTF_8)
        .query(name)
        .filter(value -> !value.isBlank());
  }

  /**
   * The same, read.
   *
   * @param reader throws an {@link IllegalArgumentException} where it means nothing
   * @throws RequestException then, naming the field
   */
  public <T> Optional<T> query(String name, Function<String, T> reader) {
    return query(name).map(value -> FormReader.checked(name, () -> reader.apply(value)));
  }

  /** Returns the id after which a list goes on, which a link has in its query. */
  public Optional<UUID> listKey(String name) {
    return query(
        name,
        written ->
            WrittenUuid.parse(written)
                .orElseThrow(
                    () -> new IllegalArgumentException("must be the end of a list before")));
  }

  /** Returns the query as it came, without its question mark; empty where there is none. */
  public String query() {
    return Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
  }

  /** Returns a field of the form that was posted; empty where it is missing or blank. */
  public Optional<String> field(String name) {
    return form().optional(name).filter(value -> !value.isBlank());
  }

  /**
   * The same, read.
   *
   * @param reader throws an {@link IllegalArgumentException} where it means nothing
   * @throws RequestException then, naming the field
   */
  public <T> Optional<T> field(String name, Function<String, T> reader) {
    return field(name).map(value -> FormReader.checked(name, () -> reader.apply(value)));
  }

  /** Returns all values of a field of the form, as of boxes of one name. */
  public List<String> fields(String name) {
    return form().bodyFields().stream()
        .filter(field -> field.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Returns a field of the form that must be there.
   *
   * @throws RequestException where it is missing or blank
   */
  public String required(String name) {
    return field(name).orElseThrow(() -> RequestException.badField(name, "is missing"));
  }

  /** Returns whether a script asks, which puts the answer into the page. */
  public boolean isFragment() {
    return Html.isFragmentAskedFor(request);
  }

  /**
   * Keeps who has changed something.
   *
   * @param action what was done, the thing first: {@code backend-pause}
   * @param subject with what
   */
  public void noted(String action, String subject) {
    noted(action, subject, "");
  }

  /**
   * The same, with what else is worth knowing.
   *
   * @param detail such as the role that was given
   */
  public void noted(String action, String subject, String detail) {
    audit.note(visitor.name(), action, subject, detail);
  }

  private FormReader form() {
    if (form == null) {
      form = FormReader.of(request);
    }
    return form;
  }
}
