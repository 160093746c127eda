/** Speaking with another service that signs people in (OpenID Connect). */
package org.threadless.web.signin.oidc;
