using System.Globalization;
using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// One OAuth client-credentials token shared by everybody: fetched once, renewed in the background when a tenth of its life
/// (at most a minute) is left, and fetched anew once when a server refuses it. However many ask, one request at a time is under way,
/// all of them get what it brings, and after a failure the token endpoint is left alone for a second, or as long as it asks to.
/// </summary>
internal sealed class TokenSource(ApiRequest request, ConnectOptions options, Uri url, TimeProvider time)
{
    private const double UsualLifetime = 1800;
    /// <summary>Time for which the token endpoint is left alone after a failure, where it asks for no other.</summary>
    public static readonly TimeSpan UsualQuiet = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMinutes(5);
    private readonly object _gate = new();
    private volatile AccessToken? _current;
    private Task<AccessToken>? _renewal;
    private Exception? _failure;
    private long _quietUntil;
    private CredentialWay _way;
    private int _requests;

    /// <summary>Requests made for a token so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Finds this connection's secrets in its server's answers.</summary>
    public SecretEcho Secrets => request.Secrets;

    /// <summary>A valid token, normally without waiting.</summary>
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        var token = _current;
        var now = time.GetTimestamp();
        if (token is null || now >= token.Expires)
        {
            return new ValueTask<AccessToken>(Renew(token).WaitAsync(cancellationToken));
        }

        if (now >= token.RenewAt && now >= Volatile.Read(ref _quietUntil))
        {
            _ = Renew(token); // the old one is still good; the first request after it expires gets the error, if there is one
        }

        return new ValueTask<AccessToken>(token);
    }

    /// <summary>
    /// Another token than the one a server has just refused; null when that one was brand new, so that asking again would not help.
    /// </summary>
    public async Task<AccessToken?> ReplaceAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_current, refused) && time.GetElapsedTime(refused.Issued) < MinimumAge)
        {
            return null;
        }

        try
        {
            return await Renew(refused).WaitAsync(cancellationToken);
        }
        catch (BatchPerfException problem)
            when (problem.Problem == ProblemKind.Connection || TokenRefusal.Of(problem) is { IsBusy: true })
        {
            Forget(refused); // until there is another, nothing is sent: it would be refused again, as fast as it can be sent
            throw;
        }
    }

    private void Forget(AccessToken token)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current, token))
            {
                _current = null;
            }
        }
    }

    /// <summary>Returns the current token if it is another than the old one, else the token of the one request under way.</summary>
    private Task<AccessToken> Renew(AccessToken? old)
    {
        lock (_gate)
        {
            if (_current is { } current && !ReferenceEquals(current, old))
            {
                return Task.FromResult(current);
            }

            if (_renewal is { IsCompleted: false })
            {
                return _renewal;
            }

            if (_failure is not null && time.GetTimestamp() < _quietUntil)
            {
                return Task.FromException<AccessToken>(_failure);
            }

            _quietUntil = long.MaxValue;
            return _renewal = Task.Run(FetchAndKeepAsync);
        }
    }

    private async Task<AccessToken> FetchAndKeepAsync()
    {
        try
        {
            var token = await FetchAsync();
            Conclude(token, failure: null);
            return token;
        }
        catch (BatchPerfException problem)
        {
            var unsent = problem.BeforeSending(); // of the request that the token was for
            Conclude(token: null, unsent);
            throw unsent;
        }
        catch (Exception exception)
        {
            Conclude(token: null, exception);
            throw;
        }
    }

    private void Conclude(AccessToken? token, Exception? failure)
    {
        lock (_gate)
        {
            _current = failure is null ? token : _current; // a token that was dropped meanwhile stays dropped
            _failure = failure;
            _quietUntil = failure is null ? 0 : time.GetTimestamp() + Ticks(Quiet(failure).TotalSeconds);
        }
    }

    /// <summary>As long as the endpoint asked to be left alone, at most five minutes, else a second.</summary>
    private static TimeSpan Quiet(Exception failure) =>
        TokenRefusal.Of(failure)?.Wait is not { } asked ? UsualQuiet : asked < LongestQuiet ? asked : LongestQuiet;

    private async Task<AccessToken> FetchAsync()
    {
        var answer = await PostAsync(_way);
        if (_way == CredentialWay.Basic && answer.Status is 400 or 401)
        {
            var refused = answer;
            foreach (var way in CredentialWays.AfterBasic(options))
            {
                answer = await PostAsync(way);
                if (answer.Status == 200)
                {
                    _way = way;
                    break;
                }
            }

            if (answer.Status == 400)
            {
                answer = refused; // a proxy that takes Basic only: its first answer says what is wrong, the last does not
            }
        }

        var refusal = new TokenRefusal(answer.Status, answer.RetryAfter);
        return answer.Status == 200 ? Read(answer.Body)
            : throw (answer.Status is 414 or 431 ? ApiErrors.HeadRefused("POST", url, answer.Status)
                : answer.Status is 429 or 503 ? ApiErrors.Busy("POST", url, answer, refusal)
                : Redirect.Target(url, answer) is { } target
                ? ApiErrors.Redirected("POST", url, answer.Status, target, new OptionKey("OAuthEndpoint"))
                : ApiErrors.TokenRefused(url, answer.Status, ProblemReader.TryRead(answer.Body), refusal));
    }

    private async Task<ApiAnswer> PostAsync(CredentialWay way)
    {
        Interlocked.Increment(ref _requests);
        using var message = new HttpRequestMessage(HttpMethod.Post, url);
        CredentialWays.Write(message, way, options);

        // ends by its own timeout; each request that waits for it has its own cancellation
        return await request.SendAsync(message, AnswerLimit.Token, CancellationToken.None);
    }

    private AccessToken Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("access_token", out var value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } text
                && text.All(static c => c is > ' ' and < '\u007f'))
            {
                var seconds = Lifetime(root);
                var now = time.GetTimestamp();
                var early = Math.Min(60, seconds / 10);
                return new AccessToken(text, now, now + Ticks(seconds - early), now + Ticks(seconds));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // said below
        }

        throw ApiErrors.TokenNotUnderstood(url, AnswerForm.Strange(body.Span));
    }

    /// <summary>Seconds; a server that says nothing, or nothing sensible, is taken to mean its default.</summary>
    private static double Lifetime(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var value))
        {
            return UsualLifetime;
        }

        var seconds = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when double.TryParse(
                value.GetString(),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var parsed) =>
                parsed,
            _ => UsualLifetime,
        };
        return seconds > 0 ? seconds : UsualLifetime;
    }

    private long Ticks(double seconds) => (long)(Math.Clamp(seconds, 0, 1e8) * time.TimestampFrequency);
}
