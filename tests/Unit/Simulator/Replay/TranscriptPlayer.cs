using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;

namespace EdFi.BatchPerf.Unit.Simulator.Replay;

/// <summary>Sends recorded requests to a simulator and says in what its answers differ from the recorded ones.</summary>
public sealed class TranscriptPlayer(SimulatorHost simulator, HttpClient client)
{
    private readonly Recall _recall = new();
    private string _token = "";

    public async Task<IReadOnlyList<string>> PlayAsync(Transcript transcript)
    {
        if (_token.Length == 0)
        {
            _token = await SimulatorClient.FetchTokenAsync(simulator, client);
        }

        using var request = RequestOf(transcript);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var differences = CompareHeaders(transcript, response).ToList();
        if (transcript.Status != (int)response.StatusCode)
        {
            differences.Add($"status: recorded {transcript.Status}, now {(int)response.StatusCode}: {text}");
        }
        else
        {
            differences.AddRange(BodyComparison.Compare(_recall, transcript.Body, text.Length == 0 ? null : JsonNode.Parse(text)));
        }

        return differences;
    }

    private HttpRequestMessage RequestOf(Transcript transcript)
    {
        var recorded = transcript.Request;
        var url = new Uri(_recall.Translate((string)recorded["url"]!));
        var request = new HttpRequestMessage(new((string)recorded["method"]!), new Uri(simulator.BaseUrl, url.PathAndQuery)) { Content = ContentOf(transcript) };
        foreach (var (name, value) in recorded["headers"]!.AsObject())
        {
            if (name != "Content-Type")
            {
                request.Headers.TryAddWithoutValidation(name, ((string)value!).Replace("<token>", _token, StringComparison.Ordinal));
            }
        }

        // As curl did: it waits with a large body until the server wants it, and so reads the refusal.
        request.Headers.ExpectContinue = transcript.Name == "09k-body-over-10MB" ? true : null;
        if (recorded["basicAuth"] is { } credentials)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials(transcript, (string)credentials!))));
        }

        return request;
    }

    private StringContent? ContentOf(Transcript transcript)
    {
        var recorded = transcript.Request;
        if (recorded["form"] is { } form)
        {
            return new StringContent(Credentials(transcript, (string)form!), Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        var text = transcript.Name switch
        {
            "09k-body-over-10MB" => new string(' ', 10485772),
            "10e-write-conflict-500" => new JsonArray(recorded["body"]!["first"]!.DeepClone()).ToJsonString(),
            _ => (string?)recorded["bodyRaw"] ?? recorded["body"]?.ToJsonString(),
        };
        return text is null ? null : new StringContent(_recall.Translate(text), Encoding.UTF8, (string?)recorded["headers"]!["Content-Type"] ?? "application/json");
    }

    /// <summary>The recordings keep their secrets: the names say which of them were wrong.</summary>
    private string Credentials(Transcript transcript, string text) => text
        .Replace("<key>", transcript.Name == "02f-token-unknown-key" ? "nobody" : simulator.Options.Key, StringComparison.Ordinal)
        .Replace("<secret>", transcript.Name == "02e-token-bad-secret" ? "wrong" : simulator.Options.Secret, StringComparison.Ordinal);

    private IEnumerable<string> CompareHeaders(Transcript transcript, HttpResponseMessage response)
    {
        foreach (var name in (string[])["Content-Type", "WWW-Authenticate", "Allow", "Total-Count", "Retry-After"])
        {
            var recorded = transcript.ResponseHeader(name);
            var now = HeaderOf(response, name);
            if (recorded != now)
            {
                yield return $"{name}: recorded '{recorded}', now '{now}'";
            }
        }

        var etag = transcript.ResponseHeader("ETag");
        if ((etag is null) != (HeaderOf(response, "ETag") is null) || (etag is not null && !_recall.Learn(etag, HeaderOf(response, "ETag")!)))
        {
            yield return $"ETag: recorded '{etag}', now '{HeaderOf(response, "ETag")}'";
        }

        var location = transcript.ResponseHeader("Location");
        var locationNow = HeaderOf(response, "Location");
        if ((location is null) != (locationNow is null) || (location is not null && !IsSameLocation(new Uri(location), new Uri(locationNow!))))
        {
            yield return $"Location: recorded '{location}', now '{locationNow}'";
        }

        // The 11 series was recorded by a client that closed its connections itself.
        if (!transcript.Name.StartsWith("11", StringComparison.Ordinal) && transcript.ResponseHeader("Connection") != HeaderOf(response, "Connection"))
        {
            yield return $"Connection: recorded '{transcript.ResponseHeader("Connection")}', now '{HeaderOf(response, "Connection")}'";
        }
    }

    private bool IsSameLocation(Uri recorded, Uri now) =>
        recorded.Segments.SkipLast(1).SequenceEqual(now.Segments.SkipLast(1)) && _recall.Learn(recorded.Segments[^1], now.Segments[^1]);

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;
}
