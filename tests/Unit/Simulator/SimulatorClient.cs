using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;

namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>A plain HTTP client for tests of the simulator; it shares no code with the engine.</summary>
public sealed class SimulatorClient(SimulatorHost simulator) : IDisposable
{
    private readonly HttpClient _client = new();
    private string _token = "";

    public static async Task<string> FetchTokenAsync(SimulatorHost simulator, HttpClient client)
    {
        using var form = new StringContent(
            $"grant_type=client_credentials&client_id={simulator.Options.Key}&client_secret={simulator.Options.Secret}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await client.PostAsync(new Uri(simulator.BaseUrl + "connect/token"), form);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null)
    {
        if (_token.Length == 0)
        {
            _token = await FetchTokenAsync(simulator, _client);
        }

        using var request = new HttpRequestMessage(method, new Uri(simulator.BaseUrl.ToString().TrimEnd('/') + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.ExpectContinue = body?.Length > 1 << 20 ? true : null; // so that the refusal of a long body is read
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> BatchAsync(params string[] operations) => SendAsync(HttpMethod.Post, "/batch", $"[{string.Join(',', operations)}]");

    /// <summary>The status of a batch, when nothing else matters.</summary>
    public async Task<int> BatchStatusAsync(params string[] operations)
    {
        using var response = await BatchAsync(operations);
        return (int)response.StatusCode;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public void Dispose() => _client.Dispose();
}
