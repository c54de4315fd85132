using System.Text;
using EdFi.BatchPerf.Files.Locust;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class LocustFailuresCsvTests
{
    [Fact]
    public void Every_sort_of_failure_has_a_row()
    {
        using var stream = new MemoryStream();
        var seen = new DateTimeOffset(2025, 3, 4, 5, 6, 7, 890, TimeSpan.FromHours(2));

        LocustFailuresCsv.Write(
            stream,
            [
                new DistinctError { Kind = ErrorKind.Conflict, Name = "sections-batch-1", Message = "Unresolved \"x\", y", Occurrences = 12, FirstSeen = seen, LastSeen = seen.AddMinutes(1) },
                new DistinctError { Name = "", Message = "other", Occurrences = 1, FirstSeen = seen, LastSeen = seen },
            ]);

        Assert.Equal(
            "Method,Name,Error,Occurrences,First Seen,Last Seen\r\n"
            + "POST,sections-batch-1,\"Conflict: Unresolved \"\"x\"\", y\",12,2025-03-04T03:06:07Z,2025-03-04T03:07:07Z\r\n"
            + "POST,,other,1,2025-03-04T03:06:07Z,2025-03-04T03:06:07Z\r\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData(null, "Count,Message,Traceback,Nodes\r\n")]
    [InlineData("disk full", "Count,Message,Traceback,Nodes\r\n1,disk full,,local\r\n")]
    public void What_broke_in_the_client_is_an_exception(string? fault, string expected)
    {
        using var stream = new MemoryStream();
        LocustExceptionsCsv.Write(stream, fault);

        Assert.Equal(expected, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
