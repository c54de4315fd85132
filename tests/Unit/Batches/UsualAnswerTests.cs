using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>The comparison that spares parsing must never say yes where the parser says no; asking for ids goes past it.</summary>
public sealed class UsualAnswerTests
{
    private static readonly BatchShape Shape = new([(OperationKind.Create, "students"), (OperationKind.Update, "students"), (OperationKind.Delete, "sections")]);
    private static readonly byte[] Usual = Encoding.UTF8.GetBytes(
        """[{"index":0,"status":"success","op":"create","resource":"students","documentId":"01a20240-c7bb-7d35-af22-7bed828af9e5"},"""
        + """{"index":1,"status":"success","op":"update","resource":"students","documentId":"01a20240-c7bb-7d35-af22-7bed828af9e5"},"""
        + """{"index":2,"status":"success","op":"delete","resource":"sections","documentId":"01a20240-c7bb-7d35-af22-7bed828af9e5"}]""");

    [Fact]
    public void What_the_server_usually_says_is_known() => Assert.True(UsualAnswer.Matches(Usual, Shape));

    [Fact]
    public void Any_single_byte_changed_taken_out_or_doubled_is_judged_as_the_parser_judges_it()
    {
        for (var at = 0; at < Usual.Length; at++)
        {
            AssertSame([.. Usual[..at], .. Usual[(at + 1)..]]);
            AssertSame([.. Usual[..at], Usual[at], .. Usual[at..]]);
            for (var value = 0; value < 256; value++)
            {
                AssertSame([.. Usual[..at], (byte)value, .. Usual[(at + 1)..]]);
            }
        }
    }

    [Fact]
    public void Any_beginning_and_anything_after_the_end_is_judged_as_the_parser_judges_it()
    {
        for (var length = 0; length < Usual.Length; length++)
        {
            AssertSame(Usual[..length]);
        }

        foreach (var tail in new[] { " ", "\n", "]", ",", "x", "[]", "\0" })
        {
            AssertSame([.. Usual, .. Encoding.UTF8.GetBytes(tail)]);
        }
    }

    private static void AssertSame(byte[] body)
    {
        var compared = OutcomeReader.FindMismatch(body, Shape, documentIds: null);
        var parsed = OutcomeReader.FindMismatch(body, Shape, new string?[Shape.Count]);
        Assert.True(compared is null == parsed is null, $"{Encoding.Latin1.GetString(body)}: compared '{compared}', parsed '{parsed}'");
    }
}
