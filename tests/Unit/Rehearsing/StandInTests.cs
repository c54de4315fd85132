using System.Net.Sockets;
using System.Text;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Rehearsing;

public sealed class StandInTests
{
    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n[{]")]
    [InlineData("POST /\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("endless")]
    public async Task Who_sends_what_the_rehearsal_does_not_is_hung_up_on_and_harms_nobody(string sent)
    {
        await using (var standIn = StandIn.Listen(secure: false, http2: false))
        {
            using var stranger = new TcpClient();
            await stranger.ConnectAsync(standIn.Url.Host, standIn.Url.Port);
            var stream = stranger.GetStream();
            var text = sent == "endless" ? new string('x', 1024 * 1024) : sent;
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
                Assert.Equal(0, await stream.ReadAsync(new byte[100]).AsTask().WaitAsync(Load.Bound));
            }
            catch (IOException)
            {
                // hung up on while it still sent
            }

            using var other = new HttpClient();
            using var answer = await other.PostAsync(new Uri(standIn.Url, "batch"), new StringContent("[]")).WaitAsync(Load.Bound);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }
}
