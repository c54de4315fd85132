using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.SetUp;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class LocustStatsCsvTests
{
    private const string Header =
        "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,"
        + "Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\n";

    [Fact]
    public void Rows_are_sorted_and_the_last_one_merges_them()
    {
        var samples = new LocustSamples()
            .Add("students-batch-10", 1.25).Add("students-batch-10", 2)
            .Add("sections-batch-10", 0.5, ErrorKind.Conflict, responseBytes: 50);

        Assert.Equal(
            Header
            + "POST,sections-batch-10,1,1,N/A,N/A,N/A,N/A,50,0.5000,0.5000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n"
            + "POST,students-batch-10,2,0,1.25,1.625,1.25,2,100,1.0000,0.0000,1.25,2,2,2,2,2,2,2,2,2,2\r\n"
            + ",Aggregated,3,1,1.25,1.625,1.25,2,83.333,1.5000,0.5000,1.25,2,2,2,2,2,2,2,2,2,2\r\n",
            Write(samples, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_run_without_requests_has_percentiles_that_do_not_exist()
    {
        Assert.Equal(
            Header + ",Aggregated,0,0,0,0,0,0,0,0.0000,0.0000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n",
            Write(new LocustSamples(), TimeSpan.Zero));
    }

    [Fact]
    public void Percentiles_are_not_rounded_to_two_digits()
    {
        Assert.Contains(",1234.56", Write(new LocustSamples().Add("a", 1234.567), TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_cut_off_at_the_end_are_neither_requests_nor_failures()
    {
        var samples = new LocustSamples().Add("a", 1).Add("a", 5, ErrorKind.Canceled);

        Assert.Contains("POST,a,1,0,", Write(samples, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_up_traffic_has_rows_of_its_own_and_never_reaches_the_last_row()
    {
        var setUp = new SetUpTraffic();
        var resources = setUp.Watch(new FixedResourceClient(status: 201, bodyBytes: 10));
        await resources.PostAsync("schools", default, CancellationToken.None);
        await resources.GetAsync("schools/4711", query: null, CancellationToken.None);

        var lines = Write(new LocustSamples().Add("a", 1), TimeSpan.FromSeconds(1), setUp).Split("\r\n");

        Assert.StartsWith("POST,a,1,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("GET,setup-schools,1,0,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("POST,setup-schools,1,0,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith(",Aggregated,1,0,", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_set_up_requests_are_failures_of_their_row()
    {
        var setUp = new SetUpTraffic();
        await setUp.Watch(new FixedResourceClient(status: 403, bodyBytes: 0)).PostAsync("schools", default, CancellationToken.None);

        Assert.Contains("POST,setup-schools,1,1,", Write(new LocustSamples(), TimeSpan.FromSeconds(1), setUp), StringComparison.Ordinal);
    }

    private static string Write(LocustSamples samples, TimeSpan elapsed, SetUpTraffic? setUp = null)
    {
        using var stream = new MemoryStream();
        LocustStatsCsv.Write(stream, samples.Names, elapsed, setUp);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class FixedResourceClient(int status, int bodyBytes) : IResourceClient
    {
        public string ApiPrefix => "/data/ed-fi";

        public object Session => this;

        public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken) => Answer();

        public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) => Answer();

        public Task<ResourceAnswer> ProbeAsync(string resource, ReadOnlyMemory<byte> naturalKey, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) => Answer();

        public Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) => Answer();

        public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken) => Answer();

        private Task<ResourceAnswer> Answer() => Task.FromResult(new ResourceAnswer { Status = status, Body = new byte[bodyBytes] });
    }
}
