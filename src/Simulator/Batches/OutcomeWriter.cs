using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Writes the outcomes of a committed batch, by hand because it is done for every operation.</summary>
internal static class OutcomeWriter
{
    private const int RoomPerOutcome = 160;

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<BatchOperation> operations)
    {
        var room = 2;
        foreach (ref readonly var operation in operations)
        {
            room += RoomPerOutcome + operation.AnswerName.Length;
        }

        var span = output.GetSpan(room);
        var length = 0;
        span[length++] = (byte)'[';
        for (var index = 0; index < operations.Length; index++)
        {
            ref readonly var operation = ref operations[index];
            if (index > 0)
            {
                span[length++] = (byte)',';
            }

            Put("{\"index\":"u8, span, ref length);
            Utf8Formatter.TryFormat(index, span[length..], out var written);
            length += written;
            Put(",\"status\":\"success\",\"op\":\""u8, span, ref length);
            Put(operation.OpName, span, ref length);
            Put("\",\"resource\":\""u8, span, ref length);
            Put(operation.AnswerName, span, ref length);
            Put("\",\"documentId\":\""u8, span, ref length);
            Utf8Formatter.TryFormat(operation.ResultId, span[length..], out written);
            length += written;
            Put("\"}"u8, span, ref length);
        }

        span[length++] = (byte)']';
        output.Advance(length);
    }

    private static void Put(ReadOnlySpan<byte> text, Span<byte> span, ref int length)
    {
        text.CopyTo(span[length..]);
        length += text.Length;
    }

    private static void Put(string text, Span<byte> span, ref int length)
    {
        // Names of known resources and operations are ASCII.
        Ascii.FromUtf16(text, span[length..], out var written);
        length += written;
    }
}
