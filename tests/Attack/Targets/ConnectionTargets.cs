using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>What a server says of itself before a run.</summary>
internal static class ConnectionTargets
{
    private static readonly ConnectOptions Options = new() { BaseUrl = new Uri("http://127.0.0.1/dms"), Key = "key", Secret = "s3cr3t-s3cr3t" };

    public static IEnumerable<Target> All =>
    [
        new("tokens", Form.Json, Tokens, ReadToken),
        new("discovery", Form.Json, Corpus.Bodies(static a => a.Is("01-")), ReadDiscovery),
    ];

    // The recorded tokens are shortened by a character that no token holds.
    private static IReadOnlyList<byte[]> Tokens => [.. Corpus.Answers(static a => a.Is("02") && a.Status == 200).Select(Lengthened)];

    private static Reading ReadToken(byte[] input)
    {
        using var server = new TokenServer(Exchange.Read(input));
        using var invoker = new HttpMessageInvoker(server);
        var tokens = new TokenSource(new ApiRequest(invoker, Options), Options, new Uri("http://127.0.0.1/oauth/token"), TimeProvider.System);
        return Reading.By(() =>
        {
            try
            {
                var token = tokens.GetAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                Claim.Success(server.Status == 200);
                Claim.Success(IsToken(token.AuthorizationHeader));
                Claim.Sum(token.Issued <= token.RenewAt && token.RenewAt <= token.Expires);
                return string.Create(CultureInfo.InvariantCulture, $"{token.AuthorizationHeader} {token.Expires - token.Issued}");
            }
            catch (BatchPerfException refusal)
            {
                Claim.Success(!(refusal.Message + refusal.NextStep).Contains(Options.Secret, StringComparison.Ordinal));
                throw;
            }
        });
    }

    private static byte[] Lengthened(byte[] answer) => Corpus.Text(System.Text.Encoding.UTF8.GetString(answer).Replace('…', 'x'));

    private static bool IsToken(string header) => header.StartsWith("Bearer ", StringComparison.Ordinal) && header.Length > 7 && header.Skip(7).All(static c => c is > ' ' and <= '~');

    private static Reading ReadDiscovery(byte[] input)
    {
        if (Discovery.TryRead(input) is not { } discovery)
        {
            return Reading.Refused("NotADms");
        }

        return Reading.By(() =>
        {
            var endpoints = Endpoints.Choose(Options, discovery);
            Uri[] urls = [endpoints.Batch, endpoints.Token, endpoints.Resources];
            Claim.Success(urls.All(static u => u.IsAbsoluteUri && u.Scheme is "http" or "https"));
            return $"{discovery} {endpoints}";
        });
    }

    /// <summary>Answers everything alike.</summary>
    private sealed class TokenServer(Exchange exchange) : HttpMessageHandler
    {
        public int Status => exchange.Status;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(exchange.Response());
    }
}
