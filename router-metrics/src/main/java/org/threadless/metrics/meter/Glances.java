package org.threadless.metrics.meter;

import jakarta.inject.Inject;
import java.time.InstantSource;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.tls.CertificateEnd;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.sending.BackendStates;
import org.threadless.router.engine.store.PoolUse;

/** Looks how things are. Safe for any thread. */
public final class Glances {

  private final Standing standing;
  private final BackendStates states;
  private final Occupancy.Source places;
  private final PoolUse.Source pools;
  private final RefusedRequests refused;
  private final CertificateEnd certificate;
  private final InstantSource clock;

  @Inject
  Glances(
      Standing standing,
      BackendStates states,
      Occupancy.Source places,
      PoolUse.Source pools,
      RefusedRequests refused,
      CertificateEnd certificate,
      InstantSource clock) {
    this.standing = standing;
    this.states = states;
    this.places = places;
    this.pools = pools;
    this.refused = refused;
    this.certificate = certificate;
    this.clock = clock;
  }

  /** Returns how things are now; what waits, as it was seconds ago. Never throws. */
  Glance now() {
    return of(standing.now());
  }

  /** Returns the same without what waits, asking no database. */
  Glance withoutDatabase() {
    return of(Standing.Seen.NOTHING);
  }

  private Glance of(Standing.Seen seen) {
    return new Glance(
        clock.instant(),
        seen,
        states.all(seen.waiting()),
        places.now(),
        places.refusing().isEmpty(),
        pools.now(),
        refused.counts(),
        refused.lockedOut(),
        certificate.now());
  }
}
