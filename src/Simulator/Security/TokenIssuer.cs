using System.Collections.Concurrent;
using System.Security.Cryptography;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Security;

/// <summary>Hands out tokens and knows how long they are good for.</summary>
internal sealed class TokenIssuer(Func<SimulatorOptions> options)
{
    private const string Scheme = "Bearer ";
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>A new token for the right key and secret.</summary>
    public string Issue()
    {
        var now = options().Time.GetUtcNow();
        foreach (var (old, expiry) in _expiries)
        {
            if (expiry.AddMinutes(10) < now)
            {
                _expiries.TryRemove(old, out _);
            }
        }

        var token = "simulated." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _expiries[Scheme + token] = now.AddSeconds(options().TokenLifetime);
        return token;
    }

    /// <summary>Why an Authorization header is not taken, or null.</summary>
    public string? Complaint(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return "Bearer token required";
        }

        var known = _expiries.TryGetValue(authorization, out var expiry)
            || _expiries.TryGetValue(Scheme + authorization[Scheme.Length..], out expiry);
        return known && options().Time.GetUtcNow() <= expiry.AddSeconds(options().TokenSkew) ? null : "Invalid token";
    }
}
