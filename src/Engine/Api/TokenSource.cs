using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// One OAuth client-credentials token shared by everybody: fetched once, renewed in the background when a tenth of its life
/// (at most a minute) is left, and fetched anew once when a server refuses it.
/// </summary>
internal sealed class TokenSource : IDisposable
{
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(1);
    private readonly ApiRequest _request;
    private readonly ConnectOptions _options;
    private readonly Uri _url;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _renewal = new(1, 1);
    private volatile AccessToken? _current;
    private int _renewing;
    private bool _form;
    private int _requests;

    public TokenSource(ApiRequest request, ConnectOptions options, Uri url, TimeProvider time)
    {
        _request = request;
        _options = options;
        _url = url;
        _time = time;
    }

    /// <summary>Tokens fetched so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>A valid token, normally without waiting.</summary>
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        var token = _current;
        var now = _time.GetTimestamp();
        if (token is null || now >= token.Expires)
        {
            return new ValueTask<AccessToken>(RenewAsync(token, cancellationToken));
        }

        if (now >= token.RenewAt && Interlocked.CompareExchange(ref _renewing, 1, 0) == 0)
        {
            _ = RenewInBackgroundAsync(token);
        }

        return new ValueTask<AccessToken>(token);
    }

    /// <summary>
    /// Another token than the one a server has just refused; null when that one was brand new, so that asking again would not help.
    /// </summary>
    public async Task<AccessToken?> ReplaceAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_current, refused) && _time.GetElapsedTime(refused.Issued) < MinimumAge)
        {
            return null;
        }

        return await RenewAsync(refused, cancellationToken);
    }

    public void Dispose() => _renewal.Dispose();

    private async Task RenewInBackgroundAsync(AccessToken old)
    {
        try
        {
            await RenewAsync(old, CancellationToken.None);
        }
        catch (Exception exception) when (exception is BatchPerfException or ObjectDisposedException)
        {
            // The old token is still good; whoever needs a token after it expires sees the error.
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }

    private async Task<AccessToken> RenewAsync(AccessToken? old, CancellationToken cancellationToken)
    {
        await _renewal.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } current && !ReferenceEquals(current, old))
            {
                return current;
            }

            return _current = await FetchAsync(cancellationToken);
        }
        finally
        {
            _renewal.Release();
        }
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        var answer = await PostAsync(_form, cancellationToken);
        if (answer.Status is 400 or 401 && !_form)
        {
            var refused = answer;
            answer = await PostAsync(form: true, cancellationToken);
            _form = answer.Status == 200;
            if (!_form && answer.Status == 400)
            {
                answer = refused; // a proxy that takes Basic only: its first answer says what is wrong, the second does not
            }
        }

        if (answer.Status != 200)
        {
            throw ApiErrors.TokenRefused(_url, answer.Status, ProblemReader.TryRead(answer.Body));
        }

        return Read(answer.Body);
    }

    private async Task<ApiAnswer> PostAsync(bool form, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var fields = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (form)
        {
            fields.Add(new("client_id", _options.Key));
            fields.Add(new("client_secret", _options.Secret));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new FormUrlEncodedContent(fields) };
        if (!form)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.Key}:{_options.Secret}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }

        return await _request.SendAsync(request, cancellationToken);
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
                && value.GetString() is { Length: > 0 } text)
            {
                var seconds = root.TryGetProperty("expires_in", out var expires) && expires.ValueKind == JsonValueKind.Number ? expires.GetDouble() : 1800;
                var now = _time.GetTimestamp();
                var early = Math.Min(60, seconds / 10);
                return new AccessToken(text, now, now + Ticks(seconds - early), now + Ticks(seconds));
            }
        }
        catch (JsonException)
        {
            // said below
        }

        throw ApiErrors.TokenNotUnderstood(_url);
    }

    private long Ticks(double seconds) => (long)(Math.Clamp(seconds, 0, 1e8) * _time.TimestampFrequency);
}
