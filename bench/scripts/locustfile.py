# The reference locust: posts one fixed body, as the other references do.
import os

from locust import FastHttpUser, task


class Batches(FastHttpUser):
    with open(os.environ["BATCH_BODY"], "rb") as file:
        body = file.read()

    @task
    def post(self):
        self.client.post("/batch", data=self.body, headers={"Content-Type": "application/json"})
