using System.Text;
using EdFi.BatchPerf.Telemetry.Export;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>A collector that answers with success and did not take all of an export.</summary>
public sealed class PartialSuccessTests
{
    /// <summary>300 data points, and a text whose line break is not to reach a terminal.</summary>
    private static readonly byte[] Rejected = Answer([0x08, 0xAC, 0x02], "out of\norder");

    public static TheoryData<byte[]> Odd => new()
    {
        Array.Empty<byte>(),
        new byte[] { 0x0A, 0x00 },
        new byte[] { 0x0A, 0x02, 0x08, 0x00 },
        new byte[] { 0x0A, 0x0B, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 },
        new byte[] { 0x0A, 0x7F, 0x08 },
        new byte[] { 0x0B },
        new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
        Encoding.ASCII.GetBytes("<html>"),
        Encoding.ASCII.GetBytes("{}"),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_collector_rejects_is_told_once_with_its_number_and_the_collectors_words(bool grpc)
    {
        var problem = await ExportAsync(grpc, Rejected);

        Assert.StartsWith("The collector at http://127.0.0.1:", problem, StringComparison.Ordinal);
        Assert.EndsWith(
            $" ({(grpc ? "grpc" : "http/protobuf")}) took 1 of 1 exports of metrics only in part: it rejected 300 data points: out of\\u000aorder",
            problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_takes_all_may_warn(bool grpc)
    {
        Assert.EndsWith(" warns of the exports that it took: old client", await ExportAsync(grpc, Answer([], "old client")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_takes_all_without_a_word_is_no_reason_for_a_warning(bool grpc)
    {
        Assert.Null(await ExportAsync(grpc, [0x0A, 0x00]));
        Assert.Null(await ExportAsync(grpc, []));
    }

    [Fact]
    public async Task An_answer_far_longer_than_a_collectors_is_a_failed_export()
    {
        Assert.Contains(" failed: it answered with more than 64 KB.", await ExportAsync(grpc: false, new byte[100_000]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_no_such_answer_says_nothing(byte[] answer)
    {
        Assert.Null(PartialSuccess.Read(answer));
        Assert.Null(PartialSuccess.ReadGrpc(answer));
        Assert.Null(PartialSuccess.ReadGrpc([0, 0, 0, 0, (byte)answer.Length, .. answer]));
    }

    [Fact]
    public void Fields_that_are_not_known_are_passed_over()
    {
        byte[] part = [0x10 | 0x08, 0x05, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x2D, 1, 2, 3, 4, 0x08, 0x07];

        Assert.Equal(new PartialSuccess(1, 7, ""), PartialSuccess.Read([0x12, 0x01, 0x00, 0x0A, (byte)part.Length, .. part]));
    }

    [Fact]
    public void A_compressed_message_is_not_read()
    {
        Assert.Null(PartialSuccess.ReadGrpc([1, 0, 0, 0, (byte)Rejected.Length, .. Rejected]));
    }

    [Fact]
    public void Several_exports_are_added_and_the_first_text_stays()
    {
        var sum = new PartialSuccess(1, 2, "").And(new PartialSuccess(1, 0, "first")).And(new PartialSuccess(1, 3, "second"));

        Assert.Equal(new PartialSuccess(3, 5, "first"), sum);
    }

    [Fact]
    public void A_long_text_is_cut()
    {
        Assert.Equal(500, PartialSuccess.Read(Answer([], new string('x', 5000)))!.Message.Length);
    }

    private static byte[] Answer(byte[] rejected, string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        byte[] part = [.. rejected, 0x12, .. Length(text.Length), .. text];
        return [0x0A, .. Length(part.Length), .. part];
    }

    private static byte[] Length(int length) => length < 0x80 ? [(byte)length] : [(byte)(0x80 | (length & 0x7F)), (byte)(length >> 7)];

    private static async Task<string?> ExportAsync(bool grpc, byte[] said)
    {
        await using var collector = await Collector.StartAsync(grpc);
        collector.Said = said;
        await using var server = new RawServer();
        var plan = Plans.Counted(3);
        await using var telemetry = RunTelemetry.Open(
            OtlpTarget.Parse(
                $"http://{collector.Url.Authority}/base",
                name => name == "OTEL_EXPORTER_OTLP_PROTOCOL" ? (grpc ? "grpc" : "http/protobuf") : null),
            plan,
            server.BaseUrl,
            "0000000000abc",
            static _ => null);
        using var connection = server.Connect();
        var load = Load.Start(connection, plan, new Running.RunOptions { Sinks = [telemetry.Sink] });
        telemetry.Attach(load.Run);
        await Load.FinishAsync(load);
        var problem = await telemetry.EndAsync(CancellationToken.None);
        Assert.Single(collector.Exports);
        return problem;
    }
}
