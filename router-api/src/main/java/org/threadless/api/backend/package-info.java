/** Tells how the backends are, and holds them. */
package org.threadless.api.backend;
