/** Who did what. */
package org.threadless.router.engine.access.audit;
