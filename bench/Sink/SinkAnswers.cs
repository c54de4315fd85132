using System.Text;

namespace EdFi.BatchPerf.Bench.Sink;

/// <summary>
/// What the sink answers: the outcomes of a committed batch of students, and now and then a failure that is like no other.
/// </summary>
/// <param name="triples">Create, update and delete triples in a batch.</param>
/// <param name="failEvery">Every so manieth batch is refused, with a text of its own; 0 for none.</param>
internal sealed class SinkAnswers(int triples, int failEvery)
{
    private static readonly string[] Ops = ["create", "update", "delete"];
    private readonly byte[] _committed = Http("200 OK", Outcomes(triples));
    private long _number;

    public ReadOnlySpan<byte> Next() =>
        failEvery > 0 && Interlocked.Increment(ref _number) is var number && number % failEvery == 0 ? Refusal(number) : _committed;

    /// <summary>The body of the answer to a batch of so many triples.</summary>
    public static byte[] Body(int triples) => Encoding.UTF8.GetBytes(Outcomes(triples));

    private static string Outcomes(int triples) => "[" + string.Join(',', Enumerable.Range(0, triples * Ops.Length).Select(static i =>
        $$"""{"index":{{i}},"status":"success","op":"{{Ops[i % Ops.Length]}}","resource":"students","documentId":"01a20240-c7bb-7d35-af22-{{i / Ops.Length:x12}}"}""")) + "]";

    private static byte[] Refusal(long number) => Http(
        "400 Bad Request",
        $$"""{"detail":"Student number {{Scramble(number)}} could not be validated.","type":"urn:ed-fi:api:bad-request:data-validation-failed","title":"Data Validation Failed {{Scramble(number)}}","status":400,"correlationId":"{{number:x16}}"}""");

    // Letters, so that nothing that replaces digits by a mark takes one text for another.
    private static string Scramble(long number) => string.Concat(number.ToString().Select(static c => (char)('a' + (c - '0'))));

    private static byte[] Http(string status, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
