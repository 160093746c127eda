package org.threadless.http.server.refusal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.threadless.http.response.RefusalReason;
import org.threadless.http.response.RefusedRequests.Recent;

/** Remembers why requests were refused lately: so many reasons and no more. Safe for any thread. */
final class RecentRefusals {

  static final int MOST = 100;

  private final InstantSource clock;
  // The one that was refused last is the last.
  private final Map<Kind, Recent> kinds = new LinkedHashMap<>();

  private record Kind(String place, int status, String reason) {}

  RecentRefusals(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(String place, int status, RefusalReason reason, String caller) {
    Kind kind = new Kind(place, status, reason.kind());
    Recent before = kinds.remove(kind);
    long requests = before == null ? 1 : before.requests() + 1;
    kinds.put(kind, new Recent(clock.instant(), place, status, reason.text(), caller, requests));
    if (kinds.size() > MOST) {
      kinds.remove(kinds.keySet().iterator().next());
    }
  }

  synchronized List<Recent> newestFirst() {
    List<Recent> all = new ArrayList<>(kinds.values());
    Collections.reverse(all);
    return List.copyOf(all);
  }
}
