package tw.onestop.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** 已登入者, whom a session belongs to: everything a request needs of the account, so that none reads it again. */
final class SignedIn implements UserDetails, CredentialsContainer {

    private static final long serialVersionUID = 1L;

    private final transient StaffMember member;
    private final transient Instant openedAt;
    private final transient Assurance assurance;
    private final transient @Nullable CardSession card;
    private transient @Nullable String passwordHash;

    /**
     * @param openedAt when the account was last opened or changed by others: tells whether what was granted still stands
     */
    SignedIn(StaffMember member, String passwordHash, Instant openedAt) {
        this(member, passwordHash, openedAt, Assurance.PASSWORD, null);
    }

    private SignedIn(
            StaffMember member,
            @Nullable String passwordHash,
            Instant openedAt,
            Assurance assurance,
            @Nullable CardSession card) {
        this.member = member;
        this.passwordHash = passwordHash;
        this.openedAt = openedAt;
        this.assurance = assurance;
        this.card = card;
    }

    /** The same, who came by another way than a password. */
    SignedIn by(Assurance way) {
        return new SignedIn(member, passwordHash, openedAt, way, null);
    }

    /** The same, who came with a card. */
    SignedIn with(CardSession shown) {
        return new SignedIn(member, passwordHash, openedAt, Assurance.CERTIFICATE, shown);
    }

    Assurance assurance() {
        return assurance;
    }

    Optional<CardSession> card() {
        return Optional.ofNullable(card);
    }

    Instant openedAt() {
        return openedAt;
    }

    StaffMember member() {
        return member;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return member.roles().stream()
                .sorted()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return member.username();
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    /** Sessions are counted per username, whichever way it signed in. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.getUsername().equals(getUsername());
    }

    @Override
    public int hashCode() {
        return getUsername().hashCode();
    }

    @Override
    public String toString() {
        return getUsername() + List.copyOf(member.roles());
    }
}
