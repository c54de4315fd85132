using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>Servers whose answers are not HTTP, or redirects, and quote the headers that they were sent where errors quote the answer.</summary>
public sealed class MalformedEchoTests
{
    private const string Operators = "dead.beef/0123456789-of-the-operator";

    /// <summary>What is wrong, and the answer: {0} is the secret.</summary>
    private static readonly (string What, string Bytes)[] Answers =
    [
        ("status line", "\u001b[31m{0}\r\n\r\n"),
        ("status line behind the version", "HTTP/1.1-{0}\r\n\r\n"),
        ("status code", "HTTP/1.1 {0} OK\r\n\r\n"),
        ("header line", "HTTP/1.1 200 OK\r\nAuthorization Bearer \u001b[31m{0}\r\n\r\n"),
        ("long header line", "HTTP/1.1 200 OK\r\n" + new string('x', 185) + "{0}\r\n\r\n"),
        ("folded header line", "HTTP/1.1 200 OK\r\nX: y\r\n {0}\r\n\r\n"),
        ("header name", "HTTP/1.1 200 OK\r\nBearer \u001b[31m{0} : x\r\n\r\n"),
        ("length", "HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n"),
        ("coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: {0}\r\n\r\n"),
        ("chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n"),
        ("chunk size behind others", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\u001b[31m key={0}\r\n"),
        ("chunk extension", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 {0}\r\n"),
        ("chunk terminator", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]{0}\r\n"),
        ("trailer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\u001b[31mbearer {0}\r\n\r\n"),
        ("redirect", "HTTP/1.1 302 Found\r\nLocation: /login?back={0}\r\nContent-Length: 0\r\n\r\n"),
        ("long redirect", "HTTP/1.1 302 Found\r\nLocation: /" + new string('x', 470) + "{0}\r\nContent-Length: 0\r\n\r\n"),
    ];

    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var (what, bytes) in Answers)
        {
            rows.Add(what, bytes, Canary.Token);
            rows.Add(what, bytes, Operators);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_result_quotes_no_secret_and_nothing_that_steers_a_terminal(string what, string bytes, string secret)
    {
        await using var server = Server(bytes, secret);
        foreach (var compressed in new[] { false, true })
        {
            using var connection = server.Connect(Options(server) with { AcceptGzip = compressed });

            var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 }));

            Assert.Equal((false, ErrorKind.InvalidResponse, 3), (result.Success, result.ErrorKind, result.OperationsUnknown));
            AssertNoPiece(result.Error + JsonSerializer.Serialize(result) + result, secret, what);
            Assert.False(result.Error.AsSpan().ContainsAnyInRange('\0', '\u001f'), result.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_error_of_a_request_outside_the_load_quotes_no_secret_either(string what, string bytes, string secret)
    {
        await using var server = Server(bytes, secret);
        using var connection = server.Connect(Options(server));

        var told = await Record.ExceptionAsync(async () =>
        {
            var answer = await connection.GetResources().GetAsync("students", query: null, CancellationToken.None);
            throw new InvalidDataException($"{answer.Status}");
        });

        AssertNoPiece($"{told} {(told as BatchPerfException)?.NextStep}", secret, what);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", "could not be parsed: 'nonsense'")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "header line: 'no colon'")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "status line: 'SSH-2.0-OpenSSH_9.6'")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n", "login, which is not followed")]
    public async Task What_is_no_secret_stays_in_words(string bytes, string said)
    {
        await using var server = Server(bytes, Canary.Token);
        foreach (var compressed in new[] { false, true })
        {
            using var connection = server.Connect(Options(server) with { AcceptGzip = compressed, Headers = ExtraHeaders.Parse("Host: 127.0.0.1:81") });

            var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 }));

            Assert.Contains(said, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("*", result.Error, StringComparison.Ordinal);
        }
    }

    private static void AssertNoPiece(string text, string secret, string what)
    {
        for (var i = 0; i + 8 <= secret.Length; i++)
        {
            var piece = secret.Substring(i, 8);
            foreach (var spelled in new[] { piece, BitConverter.ToString(Encoding.ASCII.GetBytes(piece)) })
            {
                Assert.False(text.Contains(spelled, StringComparison.OrdinalIgnoreCase), $"A piece of the secret is told of a wrong {what}: {text}");
            }
        }
    }

    private static RawServer Server(string bytes, string secret) => new()
    {
        OnToken = static e => e.AnswerAsync(200, $$"""{"access_token":"{{Canary.Token}}","expires_in":1800}"""),
        OnBatch = async e =>
        {
            await e.WriteAsync(bytes.Replace("{0}", secret, StringComparison.Ordinal));
            e.Close();
        },
    };

    private static ConnectOptions Options(RawServer server) => new()
    {
        BaseUrl = server.BaseUrl,
        Key = Canary.Key,
        Secret = Canary.Secret,
        Headers = ExtraHeaders.Parse("X-Gateway-Key: " + Operators),
    };
}
