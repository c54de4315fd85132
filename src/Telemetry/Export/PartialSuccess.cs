using System.Buffers.Binary;
using System.Text;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// What a collector says of exports that it answers with success: that it rejected some of their data points, or a warning
/// (ExportMetricsPartialSuccess of https://github.com/open-telemetry/opentelemetry-proto, collector/metrics/v1/metrics_service.proto).
/// </summary>
/// <param name="Exports">Exports of which it says so.</param>
/// <param name="Rejected">Data points that it rejected, in all.</param>
/// <param name="Message">Its first text; empty for none.</param>
internal sealed record PartialSuccess(int Exports, long Rejected, string Message)
{
    private const int LongestMessage = 500;

    /// <summary>Bytes before a message of grpc: whether it is compressed, and its length.</summary>
    private const int GrpcHead = 5;

    /// <summary>Reads an answer by http/protobuf.</summary>
    /// <param name="answer">An ExportMetricsServiceResponse.</param>
    /// <returns>Null where the collector took all without a word, and for what is no such answer.</returns>
    public static PartialSuccess? Read(ReadOnlySpan<byte> answer)
    {
        PartialSuccess? found = null;
        while (TryTakeField(ref answer, out var number, out _, out var part))
        {
            found = number == 1 ? ReadPart(part) : found;
        }

        return found;
    }

    /// <summary>Reads an answer by grpc.</summary>
    /// <param name="answer">The messages of the answer's body, of which there is one.</param>
    /// <returns>As <see cref="Read"/>.</returns>
    public static PartialSuccess? ReadGrpc(ReadOnlySpan<byte> answer) =>
        answer.Length > GrpcHead && answer[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(answer[1..]) == answer.Length - GrpcHead
            ? Read(answer[GrpcHead..])
            : null;

    /// <summary>Adds what it says of a later export.</summary>
    public PartialSuccess And(PartialSuccess later) =>
        new(Exports + later.Exports, Rejected + later.Rejected, Message.Length > 0 ? Message : later.Message);

    private static PartialSuccess? ReadPart(ReadOnlySpan<byte> part)
    {
        var (rejected, message) = (0L, "");
        while (TryTakeField(ref part, out var number, out var value, out var bytes))
        {
            if (number == 1)
            {
                rejected = (long)value;
            }
            else if (number == 2)
            {
                message = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestMessage)]).Trim();
            }
        }

        return rejected > 0 || message.Length > 0 ? new PartialSuccess(1, Math.Max(0, rejected), PlainText.Line(message)) : null;
    }

    /// <summary>
    /// Takes a field of protobuf (https://protobuf.dev/programming-guides/encoding/); false at the end, and for what is none.
    /// </summary>
    private static bool TryTakeField(scoped ref ReadOnlySpan<byte> message, out int number, out ulong value, out ReadOnlySpan<byte> bytes)
    {
        (number, value) = (0, 0);
        bytes = default;
        if (!TryTakeNumber(ref message, out var key))
        {
            return false;
        }

        number = (int)Math.Min(key >> 3, int.MaxValue);
        var length = 0UL;
        switch (key & 7)
        {
            case 0:
                return TryTakeNumber(ref message, out value);
            case 1:
                length = 8;
                break;
            case 2 when TryTakeNumber(ref message, out length):
                break;
            case 5:
                length = 4;
                break;
            default:
                return false;
        }

        if (length > (ulong)message.Length)
        {
            return false;
        }

        bytes = message[..(int)length];
        message = message[(int)length..];
        return true;
    }

    private static bool TryTakeNumber(scoped ref ReadOnlySpan<byte> message, out ulong number)
    {
        number = 0;
        for (var (at, shift) = (0, 0); at < message.Length && shift < 64; at++, shift += 7)
        {
            number |= (ulong)(message[at] & 0x7F) << shift;
            if (message[at] < 0x80)
            {
                message = message[(at + 1)..];
                return true;
            }
        }

        return false;
    }
}
