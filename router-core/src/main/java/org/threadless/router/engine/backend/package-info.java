/** The configured backends, and what is set for those of any kind. */
package org.threadless.router.engine.backend;
