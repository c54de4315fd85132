using EdFi.BatchPerf.Jobs.Options;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class FirstPlanTests
{
    [Fact]
    public async Task The_first_plan_of_a_process_can_be_made_before_a_server_is_known() => await FirstPlan.Begin();

    [Fact]
    public async Task It_is_made_once_however_many_connections_are_opened()
    {
        Task[] begun = [FirstPlan.Begin(), FirstPlan.Begin()];

        await Task.WhenAll(begun);
        Assert.Same(begun[0], begun[1]);
    }
}
