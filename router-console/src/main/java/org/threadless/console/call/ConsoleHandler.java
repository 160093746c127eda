package org.threadless.console.call;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.Answers;
import org.threadless.http.RequestException;
import org.threadless.http.path.PathTable;
import org.threadless.http.path.PathTemplate;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.web.page.Html;
import org.threadless.web.signin.Visitor;
import org.threadless.web.signin.Visitors;

/** Answers all that is asked below {@code /console}: finds the route, and lets its visitors in. */
public final class ConsoleHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(ConsoleHandler.class);

  private final PathTable<Route> routes = new PathTable<>();
  private final Visitors visitors;
  private final ConsolePages pages;

  @Inject
  ConsoleHandler(Set<Routes> routes, Visitors visitors, ConsolePages pages) {
    this.visitors = visitors;
    this.pages = pages;
    routes.stream()
        .flatMap(each -> each.all().stream())
        .forEach(each -> this.routes.add(each.method(), each.path(), each));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<Visitor> visitor = Optional.empty();
    try {
      Optional<PathTable.Place<Route>> place = routes.find(segments(request));
      visitor = visitors.of(request);
      if (visitor.isEmpty()) {
        visitors.ask(request, response, callback);
      } else {
        Reply reply = reply(request, visitor.get(), place);
        write(reply, visitor.get(), response, callback);
      }
    } catch (RequestException e) {
      tell(visitor, e.status(), e.getMessage(), request, response, callback);
    } catch (OverloadException e) {
      later("Too much is in progress. Try it again.", visitor, request, response, callback);
    } catch (StoreUnavailableException e) {
      later(
          "The database cannot be used now. Try it again later.",
          visitor,
          request,
          response,
          callback);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error(
          "{} {} failed", request.getMethod(), request.getHttpURI().getPath(), Tellable.of(e));
      if (response.isCommitted()) {
        callback.failed(e);
      } else {
        tell(
            visitor,
            500,
            "That is a fault of the router, and its log says more.",
            request,
            response,
            callback);
      }
    }
    return true;
  }

  private static Reply reply(
      Request request, Visitor visitor, Optional<PathTable.Place<Route>> place) {
    PathTable.Place<Route> found =
        place.orElseThrow(() -> new RequestException(404, "There is nothing here."));
    Route route =
        found
            .of(request.getMethod())
            .orElseThrow(() -> new RequestException(405, "Use " + found.allowed() + "."));
    if (!visitor.role().includes(route.least())) {
      throw new RequestException(
          403,
          "Your role, "
              + visitor.role().written()
              + ", does not let you do this: it takes the role "
              + route.least().written()
              + ".");
    }
    return route.work().answer(new Visit(request, visitor, found.values()));
  }

  // Of the path as it came: a slash in an identity is encoded, and parts nothing.
  private static List<String> segments(Request request) {
    String raw = request.getHttpURI().getPath();
    String below = raw.substring(Request.getContextPath(request).length());
    return PathTemplate.segments(below.isEmpty() ? "/" : below);
  }

  private void write(Reply reply, Visitor visitor, Response response, Callback callback) {
    if (reply instanceof Reply.Page page) {
      Html.send(response, callback, page.status(), pages.render(page, visitor));
    } else if (reply instanceof Reply.Fragment fragment) {
      Html.send(response, callback, 200, pages.render(fragment));
    } else if (reply instanceof Reply.Redirect redirect) {
      Html.redirect(response, callback, 303, ConsolePages.ROOT + redirect.path());
    } else if (reply instanceof Reply.Download download) {
      write(download, response, callback);
    }
  }

  private static void write(Reply.Download download, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/csv; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response
        .getHeaders()
        .put("Content-Disposition", "attachment; filename=\"" + download.name() + "\"");
    Writer writer =
        new OutputStreamWriter(Content.Sink.asOutputStream(response), StandardCharsets.UTF_8);
    try {
      download.rows().write(writer);
      writer.close();
    } catch (IOException e) {
      // It is not closed: what has been sent of it must not look like all of it.
      callback.failed(e);
      return;
    } catch (RuntimeException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      log.error("{} is cut off", download.name(), Tellable.of(e));
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  private void later(
      String line,
      Optional<Visitor> visitor,
      Request request,
      Response response,
      Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Answers.RETRY_AFTER.toSeconds());
    tell(visitor, 503, line, request, response, callback);
  }

  private void tell(
      Optional<Visitor> visitor,
      int status,
      String line,
      Request request,
      Response response,
      Callback callback) {
    if (visitor.isEmpty() || Html.isFragmentAskedFor(request)) {
      Answers.line(response, callback, status, line);
      return;
    }
    response.setStatus(status);
    Answers.because(response, line);
    boolean afterChange = HttpMethod.POST.is(request.getMethod());
    Html.send(response, callback, status, pages.problem(status, line, afterChange, visitor.get()));
  }
}
